import type { Decision } from './decision.ts'
import type { Conditions, Terms, World } from './world.ts'

export type PledgeState = 'awaiting-approval' | 'committed' | 'called' | Ended
export type Ended = 'declined' | 'withdrawn' | 'lapsed'

export type Pledge = {
  council: number
  challenge: number
  pence: bigint
  state: PledgeState
  /** The pledge it tops up, by its number. */
  topsUp: number | undefined
  conditions: Conditions
  /** The lead council's answer to a condition in the council's own words. */
  isMet: boolean | undefined
  isSigned: boolean
  decision: Decision
  /** It ended because the whole was lowered to what stood before it. */
  endedByLowering: boolean
  /** First come first, over all challenges. */
  order: number
  /** The rule of each pot when it was committed. */
  terms: Terms[]
  isReceived: boolean
  /** How often it was received: each receipt has its own number. */
  receipts: number
}

export type Match = {
  pledge: number
  pot: number
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

/** `council 2` or `pot 0`. */
export type Source = `${'council' | 'pot'} ${number}`
export type Share = { source: Source; pence: bigint }

/** What a project did not need, on its way back to whom it came from. */
export type GiveBack = {
  state: 'open' | 'asked' | 'agreed'
  /** Once it is agreed. */
  shares: Share[]
  /** Councils the lead council has still to refund. */
  waiting: number[]
}

export type Funding = { pot: number; pence: bigint; isReversed: boolean }

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

export function startModel(world: World): Model {
  const model: Model = {
    world,
    day: 0,
    steps: 0,
    terms: world.pots.map((pot) => pot.terms),
    pledges: [],
    matches: [],
    fundings: [],
    outcomes: world.challenges.map(() => undefined),
    projects: world.challenges.map(() => undefined),
    ends: world.challenges.map(() => undefined),
    giveBacks: world.challenges.map(() => undefined),
    accounts: new Map(),
    order: 0,
    files: [],
  }
  world.pots.forEach(({ holdsPence }, pot) => fund(model, pot, holdsPence))
  return model
}

export function fund(model: Model, pot: number, pence: bigint) {
  if (pence === 0n) return
  model.fundings.push({ pot, pence, isReversed: false })
  move(model, ['funder', `available pot ${pot}`], pence)
}

/** A funding taken back by a journal turned round; refused when the pot has not that much left. */
export function reverseFunding(model: Model, funding: Funding) {
  const { pot, pence } = funding
  if (held(model, `available pot ${pot}`) < pence) return false
  funding.isReversed = true
  move(model, [`available pot ${pot}`, 'funder'], pence)
  return true
}

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
