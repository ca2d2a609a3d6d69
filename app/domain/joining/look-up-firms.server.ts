import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { companyRegister, type CompanyRegister } from '#app/gateways/companies-house.server.ts'
import { GatewayDown } from '#app/gateways/gateway-down.ts'
import { LEASE_MS, waitAfter } from '../notifications/outbox-email.ts'
import { noteAnswer, type Lookup } from './note-answer.server.ts'

/** In one minute. Companies House answers 600 requests in five, of everybody who has our key. */
const MOST_A_RUN = 100

/**
 * Asks the register of companies about every number that is due, one after the other, and keeps what it says. Several workers
 * each take their own; no transaction is open meanwhile. Where it does not answer, the rest waits for the next run.
 */
export async function lookUpFirms(register = companyRegister()) {
  if (!register) return
  for (let asked = 0; asked < MOST_A_RUN; asked++) {
    const lookup = await lease()
    if (!lookup || !(await lookUp(register, lookup))) return
  }
}

type Leased = Lookup & { tries: number }

/** By the machine's clock: the register stands outside the demonstration's time. */
async function lease(): Promise<Leased | undefined> {
  const now = clock.real()
  const until = new Date(now.getTime() + LEASE_MS)
  const [lookup] = await db.$queryRaw<Leased[]>`
    update register_lookups set leased_until = ${until}, tries = tries + 1
    where organisation_id = (
      select organisation_id from register_lookups
      where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by due_at, organisation_id limit 1 for update skip locked)
    returning organisation_id as "organisationId", company_number as "companyNumber",
      leased_until as "leasedUntil", tries`
  return lookup
}

async function lookUp(register: CompanyRegister, lookup: Leased) {
  try {
    await noteAnswer(lookup, await register.lookUp(lookup.companyNumber))
    return true
  } catch (error) {
    if (!(error instanceof GatewayDown)) throw error
    await tryLater(lookup, error)
    return false
  }
}

/** A key that is not taken is for whoever runs the site to put right, and the log says so louder. */
async function tryLater({ organisationId, leasedUntil, tries }: Leased, error: GatewayDown) {
  const level = error.isFinal ? 'error' : 'warn'
  log[level]('A firm could not be looked up', { organisation: organisationId, tries, error })
  const dueAt = new Date(clock.real().getTime() + waitAfter(tries))
  await db.registerLookup.updateMany({
    where: { organisationId, leasedUntil },
    data: { dueAt, leasedUntil: null, lastError: error.message },
  })
}
