import type { Terms, World } from './world.ts'

export type PledgeState = 'awaiting-approval' | 'committed' | 'called' | Ended
export type Ended = 'declined' | 'withdrawn' | 'lapsed'

export type Pledge = {
  council: number
  challenge: number
  pence: bigint
  state: PledgeState
  /** First come first, over all challenges. */
  order: number
  /** The rule of each pot when it was committed. */
  terms: Terms[]
  isReceived: boolean
}

export type Match = {
  pledge: number
  pot: number
  pence: bigint
  state: 'reserved' | 'committed' | 'released'
  hasBonus: boolean
  isInArea: boolean
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

export type Funding = { pot: number; pence: bigint; isReversed: boolean }

export type Model = {
  world: World
  /** In force now, for each pot. */
  terms: Terms[]
  pledges: Pledge[]
  matches: Match[]
  fundings: Funding[]
  outcomes: (undefined | 'funded' | 'lapsed')[]
  projects: (Milestone[] | undefined)[]
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
    terms: world.pots.map((pot) => pot.terms),
    pledges: [],
    matches: [],
    fundings: [],
    outcomes: world.challenges.map(() => undefined),
    projects: world.challenges.map(() => undefined),
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

export const isLive = ({ state }: { state: Match['state'] }) => state !== 'released'
export const standing = (model: Model, challenge: number) =>
  model.pledges
    .filter((pledge) => pledge.challenge === challenge && pledge.state === 'committed')
    .sort((a, b) => a.order - b.order)
