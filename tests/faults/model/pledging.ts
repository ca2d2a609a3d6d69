import { hasTakenEffect } from './decision.ts'
import { end } from './ending.ts'
import { letGo, lower, lowerTo } from './lowering.ts'
import { commit } from './matching.ts'
import { solve } from './solving.ts'
import {
  held,
  isLive,
  isRoot,
  move,
  rootOf,
  stackOf,
  standing,
  sum,
  totalOf,
  type Model,
  type Pledge,
} from './state.ts'
import { KEY_DECISION_ABOVE_PENCE, OFFICER_LIMIT_PENCE, takesKeyDecisions } from './world.ts'

const isWaiting = ({ state }: Pledge) => state === 'awaiting-approval'

export const livePledges = (model: Model) =>
  model.pledges.filter((pledge) => isWaiting(pledge) || pledge.state === 'committed')

export const hasLivePledge = (model: Model, council: number, challenge: number) =>
  livePledges(model).some((one) => one.council === council && one.challenge === challenge)

/** What a council would have promised in all with this pledge. */
const withStanding = (model: Model, pledge: Pledge) =>
  isWaiting(pledge) && !isRoot(pledge)
    ? totalOf(model, rootOf(model, pledge)) + pledge.pence
    : pledge.pence

export const isKeyDecision = (model: Model, pledge: Pledge) =>
  takesKeyDecisions(pledge.council) && withStanding(model, pledge) > KEY_DECISION_ABOVE_PENCE

export type NewPledge = Pick<Pledge, 'council' | 'challenge' | 'pence' | 'conditions'> & {
  topsUp?: number | undefined
}

export function makePledge(model: Model, wanted: NewPledge) {
  const pledge: Pledge = {
    ...{ topsUp: undefined, ...wanted, state: 'awaiting-approval', isMet: undefined },
    ...{ isSigned: false, decision: {}, endedByLowering: false },
    ...{ order: 0, terms: [], isReceived: false, receipts: 0 },
  }
  model.pledges.push(pledge)
  send(model, pledge)
}

/** Within the officer's limit, and with nothing else to decide, it counts at once. */
function send(model: Model, pledge: Pledge) {
  const isAlone = withStanding(model, pledge) <= OFFICER_LIMIT_PENCE
  if (isAlone && !isKeyDecision(model, pledge)) commit(model, pledge)
}

/** Another sum for a pledge that waits to be signed; it is sent again. */
export function change(model: Model, pledge: Pledge, pence: bigint) {
  pledge.pence = pence
  send(model, pledge)
}

export function sign(model: Model, pledge: Pledge) {
  pledge.isSigned = true
  commitIfClear(model, pledge)
}

export function commitIfClear(model: Model, pledge: Pledge) {
  if (!isWaiting(pledge) || !pledge.isSigned) return
  if (isKeyDecision(model, pledge) && !hasTakenEffect(pledge.decision, model.day)) return
  commit(model, pledge)
}

/** A top-up goes back alone, the latest first; a pledge takes its top-ups with it. */
export function canWithdraw(model: Model, pledge: Pledge) {
  if (pledge.state === 'withdrawn') return !pledge.endedByLowering
  if (!livePledges(model).includes(pledge)) return false
  return (
    isRoot(pledge) ||
    isWaiting(pledge) ||
    stackOf(model, pledge).every((part) => part.order <= pledge.order)
  )
}

export function withdraw(model: Model, pledge: Pledge) {
  const all = livePledges(model).filter(
    (one) => one === pledge || (isRoot(pledge) && rootOf(model, one) === pledge),
  )
  for (const one of all) end(model, one, 'withdrawn')
}

/** As the totals of an open round have it: conditions are asked when it closes. */
export function reached(model: Model, challenge: number) {
  const live = standing(model, challenge)
  return {
    councils: live.filter(isRoot).length,
    pledgedPence: sum(live.map((one) => one.pence)),
    matchedPence: sum(matchesFor(model, challenge).map((match) => match.pence)),
  }
}

const matchesFor = (model: Model, challenge: number) =>
  model.matches.filter(
    (match) => isLive(match) && model.pledges[match.pledge]?.challenge === challenge,
  )

/** The terms are held against what every pledge comes to under the conditions, with the match that is left. */
export function areTermsMet(model: Model, challenge: number) {
  const terms = model.world.challenges[challenge]
  const sums = solve(model, challenge)
  const matched = [...sums].map(([root, pence]) => {
    const parts = stackOf(model, root).map((part) => model.pledges.indexOf(part))
    const own = model.matches.filter((match) => isLive(match) && parts.includes(match.pledge))
    return sum(own.map((match) => match.pence)) - letGo(lowerTo(model, root, pence))
  })
  return (
    terms !== undefined &&
    sum([...sums.values()]) + sum(matched) >= terms.targetPence &&
    sums.size >= terms.minimumCouncils
  )
}

/** All or nothing: what counts is called at its sum and its match firm, or all of it goes back. */
export function close(model: Model, challenge: number) {
  if (model.outcomes[challenge]) return
  const isFunded = areTermsMet(model, challenge)
  const sums = isFunded ? solve(model, challenge) : new Map<Pledge, bigint>()
  for (const [root, pence] of sums) lower(model, root, pence)
  const live = livePledges(model).filter((pledge) => pledge.challenge === challenge)
  for (const pledge of live)
    if (pledge.state === 'committed' && sums.has(rootOf(model, pledge))) call(model, pledge)
    else end(model, pledge, 'lapsed')
  model.outcomes[challenge] = isFunded ? 'funded' : 'lapsed'
}

function call(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  pledge.state = 'called'
  move(model, [`pledged ${council}/${challenge}`, `called ${council}/${challenge}`], pence)
  for (const match of model.matches) {
    if (model.pledges[match.pledge] !== pledge || !isLive(match)) continue
    match.state = 'committed'
    const { pot } = match
    move(
      model,
      [`reserved pot ${pot}/${challenge}`, `committed pot ${pot}/${challenge}`],
      match.pence,
    )
  }
}

export function receive(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  pledge.isReceived = true
  pledge.receipts++
  move(model, [`called ${council}/${challenge}`, `received ${council}/${challenge}`], pence)
}

/** A receipt that was a mistake; too late once the council's money is spent. */
export function takeBack(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  if (held(model, `received ${council}/${challenge}`) < pence) return false
  pledge.isReceived = false
  move(model, [`received ${council}/${challenge}`, `called ${council}/${challenge}`], pence)
  return true
}
