/** What one history is played in: made by chance, and the same for the model and for the product. */
export type World = { challenges: ChallengeInWorld[]; pots: PotInWorld[] }

export type ChallengeInWorld = { targetPence: bigint; minimumCouncils: number }

export type PotInWorld = {
  holdsPence: bigint
  terms: Terms
  /** Which challenges it is for, by their place. */
  challenges: number[]
}

/** The terms of a match rule in the model's own words. */
export type Terms = {
  rate:
    | { by: 'sum'; basisPoints: number }
    | { by: 'bands'; bands: { abovePence: bigint; basisPoints: number }[] }
    | { by: 'place'; bands: { fromCouncil: number; basisPoints: number }[] }
  bonus?: { pence: bigint; fromCouncils: number } | undefined
  leastCouncils?: number | undefined
  leastPledgePence?: bigint | undefined
  capPence: Partial<Record<'pledge' | 'council' | 'area' | 'challenge', bigint | undefined>>
  /** Of the target, the most that one challenge gets. */
  targetShareBasisPoints?: number | undefined
  /** Gives nothing where a pot asked earlier gave. */
  givesWay: boolean
  /** Only for councils of the area on its register. */
  isForAreaOnly: boolean
}

/** What a council asks for before its pledge counts, and what makes it smaller. */
export type Conditions = {
  leastCouncils?: number
  leastPledgedPence?: bigint
  mostOfTotalBasisPoints?: number
  /** As much as this council, at most. */
  follows?: number
  /** In its own words; the lead council answers. */
  isInOwnWords?: true
}

export const COUNCILS = 6
/** The first councils are members of the one mayoral area there is. */
export const IN_AREA = 3
/** Up to here an officer signs alone. */
export const OFFICER_LIMIT_PENCE = 240_000n
/** No pledge is smaller. */
export const SMALLEST_PENCE = 100n
/** Above it a payment needs a second approval. */
export const SECOND_APPROVAL_ABOVE_PENCE = 150_000n
/** The last council decides above so much in its cabinet. */
export const KEY_DECISION_ABOVE_PENCE = 120_000n

export const councilName = (place: number) => `Council ${'ABCDEF'[place]}`
export const isInArea = (council: number) => council < IN_AREA
export const takesKeyDecisions = (council: number) => council === COUNCILS - 1
