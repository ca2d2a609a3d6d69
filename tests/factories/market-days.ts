import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { MINUTE_MS, dateOf } from '#app/core/time.ts'
import { MAIN_STAGE, type SlotKind } from '#app/domain/market-days/market-day.ts'
import { challenge } from './challenges.ts'
import { member, operator, supplier } from './organisations.ts'

let made = 0

type FirmWanted = { name?: string; isSmall?: boolean }

/** Somebody who acts for a new firm, a small one unless told. */
export async function firmMember({ name, isSmall = true }: FirmWanted = {}) {
  const firm = await supplier(name ? { name } : {})
  await db.organisation.update({ where: { id: firm.id }, data: { verifiedAt: clock.now() } })
  if (isSmall)
    await db.supplier.update({
      where: { id: firm.id },
      data: { isSmeDeclaredAt: clock.now() },
    })
  return member({ organisation: firm })
}

type DayWanted = {
  /** The first slot begins then. */
  startsAt?: string
  bookingClosesAt?: string
  demos?: number
  title?: string
  isDraft?: boolean
}

/** A published day at 10am on 23 September 2027, with demo slots of 15 minutes back to back. */
export async function marketDay(wanted: DayWanted = {}) {
  await offerMinutes()
  const { demos = 3, isDraft = false, title = 'Children and family services' } = wanted
  const startsAt = new Date(wanted.startsAt ?? '2027-09-23T10:00:00+01:00')
  const closes = wanted.bookingClosesAt ? new Date(wanted.bookingClosesAt) : startsAt
  const slots = Array.from({ length: demos }, (_, place) => slotAt(startsAt, place, 'demo'))
  const creator = await operator()
  const shown = await challenge()
  const day = await db.marketDay.create({
    data: {
      slug: `market-day-${++made}`,
      title,
      summary: 'Small firms show what they have built.',
      timeZone: 'Europe/London',
      startsAt,
      endsAt: slots.at(-1)?.endsAt ?? startsAt,
      bookingClosesAt: closes,
      joinUrl: 'https://meet.example/secret-room',
      createdById: creator.personId,
      publishedAt: isDraft ? null : new Date('2026-01-01T00:00:00Z'),
      slots: { create: slots },
      challenges: { create: [{ challengeId: shown.id, position: 0 }] },
    },
    include: { slots: { orderBy: { startsAt: 'asc' } } },
  })
  return { ...day, slotIds: day.slots.map((slot) => slot.id), challenge: shown, operator: creator }
}

const slotAt = (start: Date, place: number, kind: SlotKind) => ({
  stage: MAIN_STAGE,
  kind,
  startsAt: new Date(start.getTime() + place * 15 * MINUTE_MS),
  endsAt: new Date(start.getTime() + (place + 1) * 15 * MINUTE_MS),
})

type Day = Awaited<ReturnType<typeof marketDay>>

/** The answers a firm gives on the booking page for one slot of a day. */
export const bookingInput = (day: Day, place = 0) => ({
  slotId: day.slotIds[place] ?? '',
  challengeId: day.challenge.id,
  title: 'An entitlement checker',
  operationKey: newId(),
})

/** How long a freed slot is held; the register brings it to a real database. */
async function offerMinutes() {
  const key = { key: 'slot-offer-minutes', fromOn: dateOf('2025-01-01') }
  await db.policyNumber.createMany({
    data: [{ ...key, value: 120n, unit: 'minutes', source: 'made for a test' }],
    skipDuplicates: true,
  })
}
