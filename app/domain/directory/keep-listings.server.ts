import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { DAY_MS, formatDay } from '#app/core/time.ts'
import { listingToConfirm } from '#emails/listing-to-confirm.tsx'
import { record } from '../audit/record.server.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { ASK_DAYS, lastListedDay, LISTED_DAYS } from './listing.ts'

const AT_ONCE = 200

const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS)

/** Asks everybody whose year is nearly over whether what is shown of them still holds. Each is asked once a year. */
export async function askToConfirm() {
  for (;;) {
    const due = await db.listing.findMany({
      where: {
        askedAt: null,
        confirmedAt: { lt: before(LISTED_DAYS - ASK_DAYS), gt: before(LISTED_DAYS) },
      },
      orderBy: [{ confirmedAt: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
      select: { id: true },
    })
    for (const { id } of due) await ask(id)
    if (due.length < AT_ONCE) return
  }
}

function ask(id: string) {
  return transaction(async (tx) => {
    const { count } = await tx.listing.updateMany({
      where: { id, askedAt: null },
      data: { askedAt: clock.now() },
    })
    if (count === 0) return
    const { membership, organisation, confirmedAt } = await tx.listing.findUniqueOrThrow({
      where: { id },
      select: {
        confirmedAt: true,
        organisation: { select: { name: true } },
        membership: { select: { person: { select: { name: true, email: true } } } },
      },
    })
    await queueEmail(tx, {
      key: `listing-to-confirm:${id}:${confirmedAt.toISOString()}`,
      to: membership.person,
      mail: listingToConfirm({
        name: membership.person.name,
        organisationName: organisation.name,
        until: formatDay(lastListedDay(confirmedAt)),
        href: siteLink('/your-listing'),
      }),
    })
  })
}

/** Takes off the list whoever has not confirmed for a year. Until it runs, nobody is shown them any more either. */
export async function unlistUnconfirmed() {
  for (;;) {
    const old = await db.listing.findMany({
      where: { confirmedAt: { lte: before(LISTED_DAYS) } },
      orderBy: [{ confirmedAt: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
      select: { id: true },
    })
    for (const { id } of old) await unlist(id)
    if (old.length < AT_ONCE) return
  }
}

/** Unless they confirmed meanwhile. */
function unlist(id: string) {
  return transaction(async (tx) => {
    const { count } = await tx.listing.deleteMany({
      where: { id, confirmedAt: { lte: before(LISTED_DAYS) } },
    })
    if (count === 0) return
    await record(tx, undefined, {
      subjectKind: 'listing',
      subjectId: id,
      action: 'listing-ended',
      summary: 'Left the directory: not confirmed for a year',
    })
  })
}
