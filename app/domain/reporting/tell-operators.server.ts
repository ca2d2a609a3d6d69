import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { londonDay } from '#app/core/time.ts'
import { operatorsDigest } from '#emails/operators-digest.tsx'
import { countWaysBackForOperators } from '../auth/way-back-queries.server.ts'
import { countOpenReports } from '../directory/report-queries.server.ts'
import { countWaiting } from '../joining/waiting-queries.server.ts'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

/**
 * Writes to every operator how much waits for them in each queue, if anything does: once for a day, however often it is
 * asked for.
 */
export async function tellOperators() {
  const lines = await listWhatWaits()
  if (lines.length === 0) return
  const key = `operators-digest:${londonDay(clock.now())}`
  const mail = operatorsDigest({ lines, href: siteLink('/workspace') })
  await transaction(async (tx) => {
    const people = await listPeopleInRoles(tx, { roles: ['operator'] })
    await queueEmailToEach(tx, { key, people, mail })
  })
}

/** A line for each queue that has somebody in it. */
async function listWhatWaits() {
  const [{ firms, requests }, waysBack, reports] = await Promise.all([
    countWaiting(),
    countWaysBackForOperators(),
    countOpenReports(),
  ])
  const queues = [
    { count: firms, line: `${countOf(firms, 'firm')} to verify` },
    {
      count: requests,
      line: `${countOf(requests, 'person asks', 'people ask')} to join a council without an administrator`,
    },
    {
      count: waysBack,
      line: `${countOf(waysBack, 'person', 'people')} to let back in after losing a second factor`,
    },
    { count: reports, line: `${countOf(reports, 'message')} that were reported` },
  ]
  return queues.filter(({ count }) => count > 0).map(({ line }) => line)
}
