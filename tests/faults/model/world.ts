/** What one history is played in: made by chance, and the same for the model and for the product. */
export type World = {
  challenges: ChallengeInWorld[]
  pots: PotInWorld[]
  councils: CouncilInWorld[]
}

export type ChallengeInWorld = { targetPence: bigint; minimumCouncils: number }

export const fundingTypes = ['revenue', 'capital', 'flexible-receipts', 'grant'] as const
/** Where the money of a pledge comes from. */
export type FundingType = (typeof fundingTypes)[number]
/** A part of a pot's money that is kept apart for one funding type, or is for any. */
export type Purse = 'any' | FundingType

export type PotInWorld = {
  /** Who may put money in; the first of them owns it. */
  funders: number[]
  /** What is in before anybody pledges, by whom and for what. */
  puts: { funder: number; purse: Purse; pence: bigint }[]
  terms: Terms
  /** Which challenges it is for, by their place. */
  challenges: number[]
}

/** Up to what sum somebody signs a pledge, and how much in a financial year. */
export type Limit = {
  /** For this funding type alone; without it, for any that has none of its own. */
  for?: FundingType | undefined
  pence: bigint
  yearPence?: bigint | undefined
}

/** What a council's officer commits alone and what its finance approver signs; its chief signs the rest. */
export type CouncilInWorld = { officer: Limit[]; approver: Limit[]; locks: Lock[] }

/** A notice under which its chief alone signs; a direction under which a successor consents. */
export type Lock = 'section-114' | 'section-24'

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
/** The first two own the pots at even and at odd places; the last one only joins. */
export const FUNDERS = 3
/** The first councils are members of the one mayoral area there is. */
export const IN_AREA = 3
/** Up to here an officer signs alone, a finance approver for the council, and its chief finance officer. */
export const OFFICER_LIMIT_PENCE = 240_000n
export const APPROVER_LIMIT_PENCE = 280_000n
export const CHIEF_LIMIT_PENCE = 100_000_000n
/** Above it the successor consents to a pledge of a council that is about to end: capital, and any other. */
export const CONSENT_ABOVE_PENCE = { capital: 120_000n, other: 60_000n }
/** The first day of a history on which another financial year has begun: 1 April. */
export const NEW_YEAR_DAY = 24
/** No pledge is smaller. */
export const SMALLEST_PENCE = 100n
/** Above it a payment needs a second approval. */
export const SECOND_APPROVAL_ABOVE_PENCE = 150_000n
/** The last council decides above so much in its cabinet. */
export const KEY_DECISION_ABOVE_PENCE = 120_000n

export const councilName = (place: number) => `Council ${'ABCDEF'[place]}`
export const isInArea = (council: number) => council < IN_AREA
export const takesKeyDecisions = (council: number) => council === COUNCILS - 1
