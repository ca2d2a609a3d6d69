import { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DayInput, londonDay, type Day } from '#app/core/time.ts'
import { listAccruals, readAccrualSums } from '../ledger/accrual-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** The day an address asks for, or today. A day to come is today too: it has not happened. */
export function readDay(search: URLSearchParams): Day {
  const today = londonDay(clock.now())
  const asked = DayInput.safeParse(search.get('on'))
  return asked.success && asked.data < today ? asked.data : today
}

/** After which challenge a page begins: none where the address names none. */
export function readBefore(search: URLSearchParams): string | undefined {
  return z
    .uuid()
    .optional()
    .catch(undefined)
    .parse(search.get('before') ?? undefined)
}

/** The last 31 March that is over, or is today: when councils close their year. */
export function lastYearEnd(today: Day): Day {
  const year = Number(today.slice(0, 4))
  return today >= `${year}-03-31` ? `${year}-03-31` : `${year - 1}-03-31`
}

type Owner = Parameters<typeof listAccruals>[0]
/** `before` begins a page after a challenge, `limit` is how many it has at most. */
type Page = Parameters<typeof listAccruals>[2]

/** What a pot owes at the end of a day. Public, as its payments are. */
export const readPotAccruals = (potId: string, on: Day, page?: Page) => read({ potId }, on, page)

/** What a council owes at the end of a day. For its own people alone. */
export async function readCouncilAccruals(reader: Actor, on: Day, page?: Page) {
  if (reader.organisationKind !== 'council') throw new Refusal('not-found', 'Page not found')
  return read({ councilId: reader.organisationId }, on, page)
}

/** A page of challenges, the newest one first, and what was owed for all of them. */
async function read(owner: Owner, on: Day, page?: Page) {
  const [{ accruals, next }, sums] = await Promise.all([
    listAccruals(owner, on, page),
    readAccrualSums(owner, on),
  ])
  const challenges = await db.challenge.findMany({
    where: { id: { in: accruals.map(({ challengeId }) => challengeId) } },
    select: { id: true, slug: true, title: true, shortTitle: true },
  })
  const byId = new Map(challenges.map((challenge) => [challenge.id, challenge]))
  const rows = accruals.map((accrual) => {
    const challenge = byId.get(accrual.challengeId)
    const title = challenge?.shortTitle ?? challenge?.title ?? ''
    return { ...accrual, title, slug: challenge?.slug ?? '' }
  })
  const isFirst = !page?.before
  return { on, yearEnd: lastYearEnd(londonDay(clock.now())), ...sums, rows, next, isFirst }
}
export type Accruals = Awaited<ReturnType<typeof read>>
