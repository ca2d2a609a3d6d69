import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { londonDay } from '#app/core/time.ts'
import { alarmRaised } from '#emails/alarm-raised.tsx'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { queueEmailToEach } from './queue-email.server.ts'
import { siteLink } from './site-link.server.ts'

type Alarm = {
  what: string
  /** What was found, a line each. */
  found: string[]
  /** The command that shows all of it. */
  command: string
}

const EXAMPLES = 10

/** Something that must always be true is not: an error in the log, and once a day an email to the operators. */
export async function raiseAlarm({ what, found, command }: Alarm) {
  const examples = found.slice(0, EXAMPLES)
  log.error(what, { count: found.length, examples })
  const href = siteLink('/ledger')
  const mail = alarmRaised({ what, count: found.length, examples, command, href })
  const day = londonDay(clock.now())
  await transaction(async (tx) => {
    const people = await listPeopleInRoles(tx, { roles: ['operator'] })
    await queueEmailToEach(tx, { key: `alarm:${what}:${day}`, people, mail })
  })
}
