import { leftOf, purse } from './paying.ts'
import { held, move, sum, type GiveBack, type Model } from './state.ts'
import { COUNCILS } from './world.ts'

export const hasEnded = (model: Model, challenge: number) => model.ends[challenge] === 'ended'

const isSettled = ({ state }: { state: string }) => state === 'settled'
export const isBuilt = ({ projects }: Model, challenge: number) =>
  projects[challenge]?.every(isSettled) === true

/** A project stops only while nothing is claimed that is not paid. */
export const canStop = (model: Model, challenge: number) =>
  !isBuilt(model, challenge) &&
  model.projects[challenge]?.every((one) => isSettled(one) || one.state === 'open') === true

/** Built or stopped: nobody owes anything more, and what is left can go back. */
export function end(model: Model, challenge: number) {
  model.ends[challenge] = 'ended'
  for (let council = 0; council < COUNCILS; council++) {
    const owed = `called ${council}/${challenge}`
    move(model, [owed, `council ${council}`], held(model, owed))
  }
  if (sum(leftOf(model, challenge).map(({ pence }) => pence)) > 0n)
    model.giveBacks[challenge] = { state: 'open', shares: [], waiting: [] }
}

export function endBuilt(model: Model) {
  for (const challenge of model.projects.keys())
    if (isBuilt(model, challenge) && !hasEnded(model, challenge)) end(model, challenge)
}

/** Pots have their part at once and the lead council has it already; the others wait for a refund. */
export function agree(model: Model, challenge: number, giveBack: GiveBack) {
  giveBack.state = 'agreed'
  giveBack.shares = leftOf(model, challenge).filter(({ pence }) => pence > 0n)
  for (const { source, pence } of giveBack.shares) {
    const from = purse(source, challenge)
    if (source.startsWith('pot')) {
      move(model, [from, `available ${source}`], pence)
      continue
    }
    const council = Number(source.split(' ')[1])
    const isLead = council === challenge
    move(model, [from, `${isLead ? 'refunded' : 'refundable'} ${council}/${challenge}`], pence)
    if (!isLead) giveBack.waiting.push(council)
  }
}

export function refund(model: Model, challenge: number, council: number) {
  const giveBack = model.giveBacks[challenge]
  if (giveBack) giveBack.waiting = giveBack.waiting.filter((one) => one !== council)
  const owed = `refundable ${council}/${challenge}`
  move(model, [owed, `refunded ${council}/${challenge}`], held(model, owed))
}
