import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { createPot } from '#app/domain/pots/create-pot.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { registerArea } from '#app/domain/pots/register-area.server.ts'
import type { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { pots, type DemonstrationArea, type DemonstrationPot } from '../demonstration/pots.ts'
import type { Cast } from './cast.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** The pots are set up and funded, their rules published by two people, their areas registered. */
export const potHappenings = (cast: Cast): Happening[] =>
  pots.flatMap((pot) => {
    const id = newId()
    const manager = cast.holder(pot.funder, 'fund-manager')
    return [
      {
        at: on(pot.openedDaysAgo, '08:00'),
        what: `${pot.name} is set up`,
        tell: () => setUp(pot, id, cast),
      },
      ...pot.rules.map((rule) => ({
        at: on(rule.inForceDaysAgo, '08:30'),
        what: `version ${rule.version} of the rule of ${pot.name}`,
        tell: async () => {
          const proposal = await proposeRule(cast.named(rule.publishedBy), id, {
            operationKey: newId(),
            terms: termsOf(rule.terms),
            reason: rule.reason,
          })
          await publishRule(cast.named(rule.secondPublisher), proposal.id)
        },
      })),
      ...pot.areas.map((area) => ({
        at: on(Math.min(area.fromDaysAgo, pot.openedDaysAgo - 1), '09:00'),
        what: `${area.area} on the register of ${pot.name}`,
        tell: () => register(area, id, manager),
      })),
    ]
  })

async function setUp(pot: DemonstrationPot, id: string, cast: Cast) {
  const manager = cast.holder(pot.funder, 'fund-manager')
  const { slug, name, purpose, askOrder } = pot
  await createPot(manager, {
    operationKey: id,
    slug,
    name,
    purpose,
    askOrder,
    opensOn: dayOn(pot.openedDaysAgo),
    closesOn: dayOn(-pot.closesInDays),
  })
  await fundPot(manager, id, { operationKey: newId(), amount: pot.allocated })
}

async function register(
  area: DemonstrationArea,
  potId: string,
  manager: Parameters<typeof registerArea>[0],
) {
  const authority = await db.organisation.findUniqueOrThrow({ where: { slug: area.area } })
  await registerArea(manager, potId, {
    operationKey: newId(),
    areaId: authority.id,
    status: area.status,
    fromOn: dayOn(area.fromDaysAgo),
    ...(area.officerFromDaysAgo && { chiefDigitalOfficerFromOn: dayOn(area.officerFromDaysAgo) }),
    ...(area.strategyDaysAgo && { strategyPublishedOn: dayOn(area.strategyDaysAgo) }),
  })
}

const termsOf = (terms: DemonstrationPot['rules'][number]['terms']): RuleTerms => ({
  who: {
    ...(terms.who === 'mayor-in-post' && { mayorInPost: true }),
    ...(terms.who === 'registered-area' && { areaRegister: true }),
  },
  what: { ...(terms.themes && { themes: terms.themes }) },
  basisPoints: terms.basisPoints,
  ...(terms.minimumCouncils && { minimumCouncils: terms.minimumCouncils }),
  ...(terms.capPerArea && { areaCapPence: terms.capPerArea }),
  ...(terms.capPerChallenge && { challengeCapPence: terms.capPerChallenge }),
})
