import { invariant } from '#app/core/refusal.ts'
import type { Tx } from '#app/core/db.server.ts'
import { interestShown } from '#emails/interest-shown.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import type { SlotWithBooking } from './require-slot.server.ts'

/** Gives the person at the council and the person who booked each other's name and address. */
export async function introduce(tx: Tx, actor: Actor, { booking, marketDay }: SlotWithBooking) {
  invariant(booking, 'somebody is interested in a demo')
  const officer = await tx.person.findUniqueOrThrow({
    where: { id: actor.personId },
    select: { name: true, email: true },
  })
  const supplierName = booking.supplier.organisation.name
  const about = {
    supplierName,
    demoTitle: booking.title,
    marketDayName: marketDay.title,
    councilName: actor.organisationName,
    href: siteLink(`/market-days/${marketDay.slug}`),
  }
  const introduction = (to: Person, other: Person, otherOrganisation: string) =>
    queueEmail(tx, {
      key: `interest-shown:${booking.id}:${actor.organisationId}:${to.email}`,
      to,
      mail: interestShown({
        ...about,
        ...{ otherName: other.name, otherEmail: other.email, otherOrganisation },
      }),
    })
  await introduction(booking.bookedBy, officer, actor.organisationName)
  await introduction(officer, booking.bookedBy, supplierName)
}

type Person = { name: string; email: string }
