import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { londonInstant } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { slugOf, type DayDetailsInput } from './day-details.ts'
import { layOut, problemWithClock, type Template } from './day-template.ts'
import { canRunMarketDays, DAY_TIME_ZONE, MAIN_STAGE } from './market-day.ts'

/** Makes a draft day with the running order of a template. Nobody sees it until it is published. */
export async function createMarketDay(actor: Actor, template: Template, details: DayDetailsInput) {
  if (!canRunMarketDays(actor))
    throw new Refusal('forbidden', 'Only the people who run the platform make market days.')
  const slots = layOut(template)
  const startsAt = slots[0]?.startsAt
  const endsAt = slots.at(-1)?.endsAt
  invariant(startsAt && endsAt, 'a template has at least one demo')
  const bookingClosesAt = closingTime(details, startsAt)
  return transaction(async (tx) => {
    await requirePublicChallenges(tx, details.challengeIds)
    const { title, summary, joinUrl, phoneNumber, accessNotes } = details
    const day = await tx.marketDay.create({
      data: {
        slug: await freeSlug(tx, slugOf(title, template.day)),
        ...{ title, summary, joinUrl, phoneNumber, accessNotes },
        ...{ startsAt, endsAt, bookingClosesAt },
        timeZone: DAY_TIME_ZONE,
        createdById: actor.personId,
        slots: { create: slots.map((slot) => ({ ...slot, stage: MAIN_STAGE })) },
        challenges: {
          create: details.challengeIds.map((challengeId, position) => ({ challengeId, position })),
        },
      },
    })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'market-day-created',
      summary: `Made a draft of the market day ${title}`,
      detail: { slots: slots.length },
    })
    return day
  })
}

function closingTime({ bookingClosesOn, bookingClosesTime }: DayDetailsInput, startsAt: Date) {
  const wrong = (message: string, field = 'bookingClosesOn') =>
    new Refusal('invalid', message, { field })
  const doubt = problemWithClock(bookingClosesOn, bookingClosesTime)
  if (doubt) throw wrong(doubt, 'bookingClosesTime')
  const at = londonInstant(bookingClosesOn, bookingClosesTime)
  if (at > startsAt) throw wrong('Booking must close before the day starts')
  if (at <= clock.now()) throw wrong('Choose a closing time that has not passed')
  return at
}

async function requirePublicChallenges(tx: Tx, ids: string[]) {
  const found = await tx.challenge.count({ where: { id: { in: ids }, stage: { not: 'draft' } } })
  if (found !== new Set(ids).size)
    throw new Refusal('invalid', 'Choose challenges that are published', { field: 'challengeIds' })
}

/** Two days with one title on one date are told apart by a number. */
async function freeSlug(tx: Tx, wanted: string) {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`market-day ${wanted}`}, 0))::text`
  const used = await tx.marketDay.findMany({
    where: { slug: { startsWith: wanted } },
    select: { slug: true },
  })
  const slugs = new Set(used.map((day) => day.slug))
  for (let number = 2; slugs.has(wanted) && number < 1000; number++)
    if (!slugs.has(`${wanted}-${number}`)) return `${wanted}-${number}`
  return wanted
}
