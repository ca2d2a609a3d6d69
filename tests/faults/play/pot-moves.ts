import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { sealJournals } from '#app/domain/ledger/seal-journals.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { takeBackFunding } from '#app/domain/pots/take-back-funding.server.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { fund as fundModel, reverseFunding } from '../model/state.ts'
import type { Terms } from '../model/world.ts'
import { pick, type Chooser, type Move } from './moves.ts'
import { fail, termsOf } from './stage.ts'

export const fund: Chooser = (now, { at, sum, flag }) => {
  const pot = at % now.world.pots.length
  const funding = now.fundings.length
  return {
    name: `£${sum} goes into pot ${pot}`,
    isRepeatable: true,
    apply: (changing) => {
      fundModel(changing, pot, pounds(sum))
      return true
    },
    call: async ({ stage, idOf }) => {
      const { id, manager } = stage.pots[pot] ?? fail()
      const operationKey = idOf(`funding ${funding}`)
      await fundPot(manager, id, { operationKey, amount: pounds(sum) })
      // The same key with another sum is refused, and changes nothing.
      if (flag) await refused(fundPot(manager, id, { operationKey, amount: pounds(sum + 1) }))
    },
  }
}

async function refused(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) fail(`a used key with another sum is refused (${error})`)
}

/** What a funder takes back of what it put in. */
export const reverse: Chooser = (now, { at }) => {
  const funding = pick(
    now.fundings.filter((one) => !one.isReversed),
    at,
  )
  if (!funding) return undefined
  const number = now.fundings.indexOf(funding)
  const first = now.world.pots.filter((one) => one.holdsPence > 0n).length
  // What the pots were made with has keys of its own.
  if (number < first) return undefined
  return {
    name: `funding ${number} of pot ${funding.pot} is reversed`,
    isRepeatable: true,
    apply: (changing) => reverseFunding(changing, funding),
    call: ({ stage, idOf }) => {
      const { id, manager } = stage.pots[funding.pot] ?? fail()
      const form = { operationKey: idOf(`reversal ${number}`), amount: funding.pence }
      return takeBackFunding(manager, id, form)
    },
  }
}

/** Another version of a rule, from now on; what was committed before keeps its own. */
export const changeRule =
  (terms: Terms): Chooser =>
  (now, { at }) => {
    const pot = at % now.world.pots.length
    return {
      name: `pot ${pot} has another rule`,
      apply: (changing) => {
        changing.terms[pot] = terms
        return true
      },
      call: async ({ stage }) => {
        const { id, manager, second, what } = stage.pots[pot] ?? fail()
        const proposal = await proposeRule(manager, id, {
          operationKey: newId(),
          terms: RuleTerms.parse({ ...termsOf(terms), what }),
          reason: 'Another year',
        })
        await publishRule(second, proposal.id)
      },
    }
  }

export const seal: Chooser = (): Move => ({
  name: 'the ledger is sealed',
  apply: () => true,
  call: () => sealJournals(),
})

/** One of the calls so far once more, with the same key: nothing may change. */
export const again: Chooser = (_, { at }): Move => ({
  name: `call ${at} is sent again`,
  apply: () => true,
  call: async (real) => {
    const before = pick(real.calls, at)
    await before?.call(real).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  },
})
