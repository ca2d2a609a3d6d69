import type { Decision } from './decision.ts'
import type { Conditions, FundingType, Lock, Purse, Terms, World } from './world.ts'

export type PledgeState = 'awaiting-approval' | 'committed' | 'called' | Ended
export type Ended = 'declined' | 'withdrawn' | 'lapsed'

export type Pledge = {
  council: number
  challenge: number
  pence: bigint
  fundingType: FundingType
  state: PledgeState
  /** The pledge it tops up, by its number. */
  topsUp: number | undefined
  conditions: Conditions
  /** The lead council's answer to a condition in the council's own words. */
  isMet: boolean | undefined
  /** Who has signed it for the council, whether or not that holds today. */
  signature: Signer | undefined
  /** Whose year it is taken from, if they have one. */
  counted: Counted | undefined
  decision: Decision
  /** The successor of a council that is about to end has consented. */
  hasConsent: boolean
  /** It ended because the whole was lowered to what stood before it. */
  endedByLowering: boolean
  /** First come first, over all challenges. */
  order: number
  /** The rule of each pot when it was committed, and the purse it was for; none where nothing was for it. */
  terms: Terms[]
  purses: (Purse | undefined)[]
  isReceived: boolean
  /** How often it was received: each receipt has its own number. */
  receipts: number
}

export type Signer = 'approver' | 'chief'
export type Counted = { who: 'officer' | Signer; for: FundingType | undefined; year: number }

export type Match = {
  pledge: number
  pot: number
  purse: Purse
  pence: bigint
  state: 'reserved' | 'committed' | 'released'
  hasBonus: boolean
  isInArea: boolean
  /** Which of the councils came with it, and what of its own stood before it: as it was then. */
  place: number
  standingPence: bigint
}

export type MilestoneState =
  'open' | 'claimed' | 'accepted' | 'first-approved' | 'payable' | 'in-file' | 'sent' | 'settled'

export type Milestone = {
  pence: bigint
  state: MilestoneState
  /** How often it was claimed: each claim has its own number. */
  claims: number
  shares: Share[]
}

/** `council 2`, or a purse of a pot: `pot 0` for any funding type, `pot 0 capital` for one. */
export type Source = `council ${number}` | `pot ${number}` | `pot ${number} ${FundingType}`
/** What a source pays; of a purse, what one of its funders bears. */
export type Share = { source: Source; funder?: number; pence: bigint }

/** What a project did not need, on its way back to whom it came from. */
export type GiveBack = {
  state: 'open' | 'asked' | 'agreed'
  /** Once it is agreed. */
  shares: Share[]
  /** Councils the lead council has still to refund. */
  waiting: number[]
}

/** What a funder put into a purse, or took back of it: then it is below nothing. */
export type Funding = { pot: number; purse: Purse; funder: number; pence: bigint }

export type Model = {
  world: World
  /** Days since it began. */
  day: number
  steps: number
  /** In force now, for each pot. */
  terms: Terms[]
  pledges: Pledge[]
  matches: Match[]
  fundings: Funding[]
  /** Who may put money into each pot. */
  funders: number[][]
  /** The spending locks that are on each council. */
  locks: Set<Lock>[]
  outcomes: (undefined | 'funded' | 'lapsed')[]
  projects: (Milestone[] | undefined)[]
  ends: (undefined | 'stop proposed' | 'ended')[]
  giveBacks: (GiveBack | undefined)[]
  /** What each account holds: credits less debits. */
  accounts: Map<string, bigint>
  order: number
  files: { milestones: Milestone[]; state: 'made' | 'sent' | 'settled' }[]
}

export const sum = (parts: bigint[]) => parts.reduce((all, one) => all + one, 0n)
export const least = (...parts: bigint[]) => parts.reduce((a, b) => (b < a ? b : a))

/** Double entry: what leaves one account is in the other. */
export function move(model: Model, [from, to]: [string, string], pence: bigint) {
  if (pence === 0n) return
  const { accounts } = model
  accounts.set(from, (accounts.get(from) ?? 0n) - pence)
  accounts.set(to, (accounts.get(to) ?? 0n) + pence)
}

export const held = ({ accounts }: Model, name: string) => accounts.get(name) ?? 0n

export const isOpen = ({ outcomes }: Model, challenge: number) => outcomes[challenge] === undefined
export const isLive = ({ state }: { state: Match['state'] }) => state !== 'released'
export const isRoot = ({ topsUp }: Pledge) => topsUp === undefined
export const numberOf = ({ pledges }: Model, pledge: Pledge) => pledges.indexOf(pledge)
export const rootOf = ({ pledges }: Model, pledge: Pledge) =>
  pledge.topsUp === undefined ? pledge : (pledges[pledge.topsUp] ?? pledge)

/** Signed and counted, first come first: pledges and what tops them up. */
export const standing = (model: Model, challenge: number) =>
  model.pledges
    .filter((pledge) => pledge.challenge === challenge && pledge.state === 'committed')
    .sort((a, b) => a.order - b.order)

/** The committed parts of one promise, in the order they came. */
export const stackOf = (model: Model, pledge: Pledge) =>
  standing(model, pledge.challenge).filter((one) => rootOf(model, one) === rootOf(model, pledge))

export const totalOf = (model: Model, pledge: Pledge) =>
  sum(stackOf(model, pledge).map((part) => part.pence))
