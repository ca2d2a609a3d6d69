import { db, transaction } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { companyRegister } from '#app/gateways/companies-house.server.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canVerify } from './verification.ts'

/**
 * Has the number of a firm looked up at once, for the operators of the site. It waits for no answer: that comes with the next
 * run of the job. Whoever is being asked about already is not asked about twice.
 */
export async function lookUpAgain(actor: Actor, id: string) {
  if (!canVerify(actor)) throw new Refusal('not-found', 'Page not found')
  const firm = await db.verification.findUnique({
    where: { id },
    select: { organisationId: true, legalName: true, companyNumber: true },
  })
  if (!firm) throw new Refusal('not-found', 'Page not found')
  if (!companyRegister())
    throw new Refusal('conflict', 'This site has no key to the register of companies.')
  const { organisationId, legalName, companyNumber } = firm
  await transaction(async (tx) => {
    const { count } = await tx.registerLookup.updateMany({
      where: { organisationId, companyNumber: companyNumber ?? '' },
      data: { dueAt: new Date(0) },
    })
    if (count === 0)
      throw new Refusal('conflict', 'This firm has no such company number to look up now.')
    await askFor(tx, 'look-up-firms', { key: 'look-up-firms' })
    await record(tx, actor, {
      subjectKind: 'verification',
      subjectId: id,
      action: 'firm-looked-up-again',
      summary: `Had ${legalName} looked up at Companies House again`,
      detail: { organisationId },
    })
  })
}
