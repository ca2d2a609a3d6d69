import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { appointDeputy } from '#app/domain/organisations/appoint-deputy.server.ts'
import {
  markChiefFinanceOfficer,
  setKeyDecisionThreshold,
} from '#app/domain/organisations/keep-scheme.server.ts'
import type { Cast } from './cast.ts'
import { dayOn, on, type Happening } from './timeline.ts'

const source = 'Scheme of delegation, made up for the demonstration'

/** What Leeds and Sheffield say about themselves: their thresholds, an officer and somebody who stands in. */
export function schemeHappenings(cast: Cast): Happening[] {
  const graham = cast.named('graham-poole')
  return [
    {
      at: on(360, '09:00'),
      what: 'Leeds and Sheffield say what is a key decision',
      async tell() {
        const threshold = { takes: 'yes' as const, from: dayOn(360), source }
        await setKeyDecisionThreshold(graham, { ...threshold, above: pounds(250_000) })
        const daniel = cast.named('daniel-whitlock')
        await setKeyDecisionThreshold(daniel, { ...threshold, above: pounds(500_000) })
      },
    },
    {
      at: on(1, '09:00'),
      what: 'somebody stands in at Leeds',
      async tell() {
        const principalId = await membershipOf(cast.named('tom-ackroyd'))
        const anjali = await membershipOf(cast.named('anjali-rao'))
        const officer = { membershipId: principalId, from: dayOn(1), source }
        await markChiefFinanceOfficer(graham, officer)
        const days = { from: dayOn(1), to: dayOn(-20) }
        await appointDeputy(graham, anjali, { principalId, ...days, source })
      },
    },
  ]
}

async function membershipOf({ personId, organisationId }: Actor) {
  const where = { personId_organisationId: { personId, organisationId } }
  return (await db.membership.findUniqueOrThrow({ where, select: { id: true } })).id
}
