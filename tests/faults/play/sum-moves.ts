import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { changePledge } from '#app/domain/pledges/change-pledge.server.ts'
import { lowerPledge } from '#app/domain/pledges/lower-pledge.server.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { topUpPledge } from '#app/domain/pledges/top-up-pledge.server.ts'
import { build } from '#tests/factories/index.ts'
import { lower as lowerModel } from '../model/lowering.ts'
import * as model from '../model/pledging.ts'
import { maySign } from '../model/signing.ts'
import { isRoot, numberOf, totalOf, type Model, type Pledge, type Signer } from '../model/state.ts'
import { pick, type Chance, type Chooser } from './moves.ts'
import { fail } from './stage.ts'

const committed = (now: Model) =>
  now.pledges.filter((pledge) => pledge.state === 'committed' && isRoot(pledge))

/** Somebody who may sign it: a chief finance officer always may. */
const ableSigner = (now: Model, pledge: Pledge, { at }: Chance): Signer =>
  maySign(now, pledge, 'approver') && at % 2 === 0 ? 'approver' : 'chief'

/** More money for what a council has signed, by a pledge of its own. */
export const topUp: Chooser = (now, chance) => {
  const { at, sum } = chance
  const waits = (number: number) =>
    model
      .livePledges(now)
      .some(({ topsUp, state }) => topsUp === number && state === 'awaiting-approval')
  const root = pick(
    committed(now).filter((one) => !waits(numberOf(now, one))),
    at,
  )
  if (!root) return undefined
  const { council, challenge, fundingType } = root
  const [topsUp, number] = [numberOf(now, root), now.pledges.length]
  const fromPence = totalOf(now, root)
  const pence = pounds(1 + (sum % 900))
  const wanted = { council, challenge, fundingType, pence, conditions: {}, topsUp }
  const named = ableSigner(now, model.newPledge(wanted), chance)
  return {
    name: `pledge ${topsUp} is topped up by ${pence}p`,
    isRepeatable: true,
    apply: (changing) => model.makePledge(changing, wanted, named),
    call: ({ stage, idOf }) => {
      const { officer, [named]: signer } = stage.cast.councils[council] ?? fail()
      return topUpPledge(officer, idOf(`pledge ${topsUp}`), {
        ...{ ...build.accepted, signById: signer.personId },
        ...{ operationKey: idOf(`pledge ${number}`), fromPence, amount: fromPence + pence },
      })
    },
  }
}

/** Less, in whole pounds: to somewhere between one pound and one less than it is. */
export const lower: Chooser = (now, { at, other, sum }) => {
  const root = pick(
    committed(now).filter((one) => totalOf(now, one) >= 200n),
    at,
  )
  if (!root) return undefined
  const number = numberOf(now, root)
  const fromPence = totalOf(now, root)
  const inPounds = Number(fromPence / 100n)
  const amount = pounds(1 + ((sum * 31 + other) % (inPounds - 1)))
  const key = `lowering ${now.steps}/${other} of ${number}`
  return {
    name: `pledge ${number} is lowered from ${fromPence}p to ${amount}p`,
    isRepeatable: true,
    apply: (changing) => {
      lowerModel(changing, root, amount)
      return true
    },
    call: ({ stage, idOf }) => {
      const { officer } = stage.cast.councils[root.council] ?? fail()
      const form = { operationKey: idOf(key), amount, fromPence }
      return lowerPledge(officer, idOf(`pledge ${number}`), form)
    },
  }
}

/** Another sum for a pledge that nobody has signed yet, sent anew. */
export const change: Chooser = (now, chance) => {
  const { at, sum } = chance
  const pledge = pick(
    now.pledges.filter(
      (one) =>
        one.state === 'awaiting-approval' &&
        isRoot(one) &&
        !one.signature &&
        one.pence !== pounds(sum),
    ),
    at,
  )
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  const fromPence = pledge.pence
  const named = ableSigner(now, { ...pledge, pence: pounds(sum) }, chance)
  return {
    name: `pledge ${number} is changed from ${fromPence}p to £${sum}`,
    apply: (changing) => {
      model.change(changing, pledge, pounds(sum))
      return true
    },
    call: async ({ stage, idOf }) => {
      const { officer, [named]: signer } = stage.cast.councils[pledge.council] ?? fail()
      const id = idOf(`pledge ${number}`)
      const form = { ...build.accepted, signById: signer.personId }
      const sums = { fromPence, amount: pounds(sum) }
      await changePledge(officer, id, { ...form, ...sums, operationKey: newId() })
      return makePledge(officer, id, form)
    },
  }
}
