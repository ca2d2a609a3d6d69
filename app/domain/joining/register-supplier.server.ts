import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DAY_MS } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { admitPerson } from '../organisations/admit-person.server.ts'
import { addSupplier } from '../organisations/keep-supplier.server.ts'
import { openVerification } from './open-verification.server.ts'
import { REGISTRATIONS_A_DAY, type RegistrationInput } from './verification.ts'

/**
 * Brings a new firm, for somebody who has just shown that they read mail at this address: its first administrator. It waits to
 * be verified, and until then it neither pitches nor shows. A number that is here already makes no second firm.
 */
export async function registerSupplier(tx: Tx, email: string, input: RegistrationInput) {
  const { identity, town, who } = input
  const { organisationId } = await addSupplier(tx, { ...identity, town })
  const { personId } = await admitPerson(tx, {
    ...{ email, ...who, organisationId },
    roles: ['member', 'administrator'],
    grantedById: null,
  })
  await assertRoom(tx, personId)
  const asked = { organisationId, personId, identity, cause: 'registered' as const }
  const verificationId = await openVerification(tx, asked)
  await record(
    tx,
    { personId, organisationId },
    {
      subjectKind: 'verification',
      subjectId: verificationId,
      action: 'supplier-registered',
      summary: `Registered ${identity.legalName}`,
      detail: { organisationId },
    },
  )
  return { personId, organisationId, verificationId }
}

/** Counted one registration at a time: others of the same person wait for the row. */
async function assertRoom(tx: Tx, personId: string) {
  await tx.$executeRaw`select id from people where id = ${personId}::uuid for no key update`
  const aDayAgo = new Date(clock.now().getTime() - DAY_MS)
  const brought = await tx.verification.count({
    where: { askedById: personId, cause: 'registered', askedAt: { gt: aDayAgo } },
  })
  if (brought >= REGISTRATIONS_A_DAY)
    throw new Refusal(
      'conflict',
      `You have registered ${REGISTRATIONS_A_DAY} firms today. Register the next one tomorrow.`,
      { field: 'legalName', retryAfterSeconds: 60 * 60 },
    )
}
