import { end } from './ending.ts'
import { letGo, lower, lowerTo } from './lowering.ts'
import { commit } from './matching.ts'
import { purseFor, sourceOf } from './purses.ts'
import { countFor, isClear, isSigned, mayCommitAlone, maySign } from './signing.ts'
import { solve } from './solving.ts'
import {
  held,
  isLive,
  isOpen,
  isRoot,
  move,
  rootOf,
  stackOf,
  standing,
  sum,
  type Model,
  type Pledge,
  type Signer,
} from './state.ts'

const isWaiting = ({ state }: Pledge) => state === 'awaiting-approval'

export const livePledges = (model: Model) =>
  model.pledges.filter((pledge) => isWaiting(pledge) || pledge.state === 'committed')

export const hasLivePledge = (model: Model, council: number, challenge: number) =>
  livePledges(model).some((one) => one.council === council && one.challenge === challenge)

export type NewPledge = Pick<
  Pledge,
  'council' | 'challenge' | 'pence' | 'conditions' | 'fundingType'
> & { topsUp?: number | undefined }

export const newPledge = (wanted: NewPledge): Pledge => ({
  ...{ topsUp: undefined, ...wanted, state: 'awaiting-approval', isMet: undefined },
  ...{ signature: undefined, counted: undefined, decision: {}, hasConsent: false },
  ...{ endedByLowering: false, order: 0, terms: [], purses: [], isReceived: false, receipts: 0 },
})

/** Its officer commits it alone or sends it to somebody who may sign it: to nobody else. */
export function canSend(model: Model, wanted: NewPledge, named: Signer) {
  const pledge = newPledge(wanted)
  return mayCommitAlone(model, pledge) || maySign(model, pledge, named)
}

export function makePledge(model: Model, wanted: NewPledge, named: Signer) {
  if (!canSend(model, wanted, named)) return false
  const pledge = newPledge(wanted)
  model.pledges.push(pledge)
  send(model, pledge)
  return true
}

/** Within what an officer commits alone it counts at once. */
function send(model: Model, pledge: Pledge) {
  if (mayCommitAlone(model, pledge)) commitFor(model, pledge, 'officer')
}

function commitFor(model: Model, pledge: Pledge, who: 'officer' | Signer) {
  pledge.counted = countFor(model, pledge, who)
  pledge.purses = model.world.pots.map((_, pot) => purseFor(model, pot, pledge.fundingType))
  commit(model, pledge)
}

/** Another sum for a pledge that waits to be signed; it is sent again. */
export function change(model: Model, pledge: Pledge, pence: bigint) {
  pledge.pence = pence
  send(model, pledge)
}

/** A signature that holds is left as it is; one that does not makes room for another. */
export function sign(model: Model, pledge: Pledge, who: Signer) {
  if (!isSigned(model, pledge)) {
    if (!maySign(model, pledge, who)) return false
    pledge.signature = who
  }
  commitIfClear(model, pledge)
  return true
}

export function commitIfClear(model: Model, pledge: Pledge) {
  if (pledge.signature && isClear(model, pledge)) commitFor(model, pledge, pledge.signature)
}

/** The job: one after the other, as they were made, since each may take what the next one needs. */
export function commitAllClear(model: Model) {
  for (const pledge of model.pledges)
    if (isOpen(model, pledge.challenge)) commitIfClear(model, pledge)
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
    const from = sourceOf(match.pot, match.purse)
    move(model, [`reserved ${from}/${challenge}`, `committed ${from}/${challenge}`], match.pence)
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
