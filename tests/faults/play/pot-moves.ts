import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { sealJournals } from '#app/domain/ledger/seal-journals.server.ts'
import { commitAllSigned } from '#app/domain/pledges/commit-signed.server.ts'
import { answerInvitation } from '#app/domain/pots/answer-invitation.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { inviteFunder } from '#app/domain/pots/invite-funder.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { takeBackFunding } from '#app/domain/pots/take-back-funding.server.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { commitAllClear } from '../model/pledging.ts'
import * as model from '../model/purses.ts'
import { sourceOf } from '../model/purses.ts'
import { fundingTypes, type Purse, type Terms } from '../model/world.ts'
import { pick, type Chooser, type Move } from './moves.ts'
import { fail, purseIn, termsOf } from './stage.ts'

/** By any of its funders, into any of its purses; now and then by one that has not joined. */
export const fund: Chooser = (now, { at, other, sum, flag }) => {
  const pot = at % now.world.pots.length
  const funders = other % 7 === 0 ? [0, 1, 2] : (now.funders[pot] ?? [])
  const funder = pick(funders, other) ?? 0
  const purse = pick<Purse>(['any', ...fundingTypes], sum) ?? 'any'
  const key = `funding of step ${now.steps}`
  return {
    name: `funder ${funder} puts £${sum} into ${sourceOf(pot, purse)}`,
    isRepeatable: true,
    apply: (changing) => model.fund(changing, { pot, purse, funder, pence: pounds(sum) }),
    call: async ({ stage, idOf }) => {
      const { id } = stage.pots[pot] ?? fail()
      const { first } = stage.cast.funders[funder] ?? fail()
      const form = { operationKey: idOf(key), purse: purseIn(purse), amount: pounds(sum) }
      await fundPot(first, id, form)
      // The same key with another sum is refused, and changes nothing.
      if (flag) await refused(fundPot(first, id, { ...form, amount: pounds(sum + 1) }))
    },
  }
}

/** Another funder accepts to put money into a pot. */
export const join: Chooser = (now, { at }) => {
  const pot = at % now.world.pots.length
  const funder = [0, 1, 2].find((place) => !now.funders[pot]?.includes(place))
  if (funder === undefined) return undefined
  const key = `invitation of funder ${funder} to pot ${pot}`
  return {
    name: `funder ${funder} joins pot ${pot}`,
    isRepeatable: true,
    apply: (changing) => {
      changing.funders[pot]?.push(funder)
      return true
    },
    call: async ({ stage, idOf }) => {
      const { id, manager } = stage.pots[pot] ?? fail()
      const { first } = stage.cast.funders[funder] ?? fail()
      const { organisationId: funderId } = first
      await inviteFunder(manager, id, { operationKey: idOf(key), funderId, message: '' })
      return answerInvitation(first, idOf(key), { answer: 'joined' })
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

/** What a funder takes back of what it put in: all it may, a penny more than that, or some of it. */
export const takeBack: Chooser = (now, { at, other, sum }) => {
  const stakes = now.world.pots.flatMap((_, pot) =>
    model.pursesOf(now, pot).flatMap((purse) => {
      const own = model.stakesOf(now, { pot, purse })
      return own.map(({ funder }) => ({ pot, purse, funder }))
    }),
  )
  const stake = pick(stakes, at)
  if (!stake) return undefined
  const { pot, purse, funder } = stake
  const most = model.takeablePence(now, stake, funder)
  const some = most < 2n ? 1n : 1n + (pounds(sum) % most)
  const pence = pick([some, some, most > 0n ? most : 1n, most + 1n], other) ?? some
  const key = `taken back in step ${now.steps}`
  return {
    name: `funder ${funder} takes ${pence}p back of ${sourceOf(pot, purse)}`,
    isRepeatable: true,
    apply: (changing) => model.takeBack(changing, { ...stake, pence }),
    call: ({ stage: { pots, cast }, idOf }) =>
      takeBackFunding((cast.funders[funder] ?? fail()).first, (pots[pot] ?? fail()).id, {
        ...{ operationKey: idOf(key), amount: pence, purse: purseIn(purse) },
      }),
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

/** One of the calls so far once more, with the same key: nothing may change but what the job does before. */
export const again: Chooser = (_, { at }): Move => ({
  name: `call ${at} is sent again`,
  apply: (changing) => {
    commitAllClear(changing)
    return true
  },
  call: async (real) => {
    // A signature sent again looks at its pledge anew, as the job does.
    await commitAllSigned()
    const before = pick(real.calls, at)
    await before?.call(real).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  },
})
