import { db } from '#app/core/db.server.ts'
import { endLegalHold } from '#app/domain/audit/end-legal-hold.server.ts'
import { setLegalHold } from '#app/domain/audit/set-legal-hold.server.ts'
import type { Cast } from './cast.ts'
import { on, type Happening } from './timeline.ts'

/** A hold that stands on somebody of a firm that is made up, and one on a firm that has ended. */
export function holdHappenings(cast: Cast): Happening[] {
  const operator = cast.named('sunita-rao')
  return [
    {
      at: on(90, '10:00'),
      what: 'a firm’s records are kept for a complaint',
      tell: () =>
        setLegalHold(operator, {
          of: 'organisation',
          named: cast.named('aoife-magee').organisationName,
          reason: 'A complaint about how market days were booked, made up for the demonstration.',
          source: 'Information request 12, made up',
        }),
    },
    {
      at: on(40, '10:00'),
      what: 'the complaint is settled',
      async tell() {
        const { organisationId } = cast.named('aoife-magee')
        const hold = await db.legalHold.findFirstOrThrow({ where: { organisationId } })
        await endLegalHold(operator, hold.id, { reason: 'The complaint was withdrawn.' })
      },
    },
    {
      at: on(20, '10:00'),
      what: 'what is held about somebody is kept for a claim',
      async tell() {
        const id = cast.named('carl-beresford').personId
        const { email } = await db.person.findUniqueOrThrow({ where: { id } })
        await setLegalHold(operator, {
          of: 'person',
          named: email,
          reason: 'A claim about an invoice, made up for the demonstration.',
          source: 'County Court letter of last month, made up',
        })
      },
    },
  ]
}
