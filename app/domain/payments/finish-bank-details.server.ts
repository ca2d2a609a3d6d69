import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { hashOf, isSecret } from '../auth/secret.server.ts'
import { useBankDetails } from './ask-bank-details.server.ts'
import { endStopped, lockChange } from './confirm-bank-details.server.ts'
import { tellOfBankDetails } from './tell-of-bank-details.server.ts'

/** Stops a change by the link of its mails, signed in or not: whoever reads the mail may. */
export async function stopBankDetailsByLink(link: string) {
  await transaction(async (tx) => {
    const found = isSecret(link)
      ? await tx.bankDetailsChange.findUnique({ where: { stopHash: hashOf(link) } })
      : null
    const change = found && (await lockChange(tx, found.id))
    if (!change)
      throw new Refusal('conflict', 'This link stops nothing any more: it was stopped, or is done.')
    await endStopped(tx, change)
  })
}

/** Puts every change in use that was confirmed and has waited. Safe to run twice, and while somebody stops one. */
export async function finishBankDetails() {
  const due = await db.bankDetailsChange.findMany({
    where: { endedAt: null, confirmedAt: { not: null }, dueAt: { lte: clock.now() } },
    select: { id: true },
    orderBy: { dueAt: 'asc' },
    take: 100,
  })
  for (const { id } of due) await transaction((tx) => finish(tx, id))
}

async function finish(tx: Tx, id: string) {
  const change = await lockChange(tx, id)
  if (!change?.confirmedAt || change.dueAt > clock.now()) return
  if (!(await confirmationStands(tx, change))) return waitForAnother(tx, change)
  const { organisationId, askedById: addedById } = change
  const details = await useBankDetails(tx, { ...change, addedById })
  await tx.bankDetailsChange.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: clock.now(), endedAs: 'done' },
  })
  await record(tx, undefined, {
    subjectKind: 'organisation',
    subjectId: organisationId,
    action: 'bank-details-changed',
    summary: 'Changed the bank details payments go to',
    detail: { bankDetailsId: details.id, changeId: id },
  })
  await tellOfBankDetails(tx, organisationId, {
    text: 'The new account is in use.',
    more: 'Claims that waited for payment to the old one have to be made again.',
  })
}

/** Whoever confirmed it and has left since has confirmed nothing (PRODUCT.md: approvals end with the role). */
async function confirmationStands(tx: Tx, { confirmedById, organisationId }: Confirmed) {
  if (!confirmedById) return false
  const own = { organisationId, roles: { some: {} } }
  const operators = { roles: { some: { role: 'operator' } } }
  const live = { personId: confirmedById, endedAt: null, OR: [own, operators] }
  return (await tx.membership.count({ where: live })) > 0
}

type Confirmed = { confirmedById: string | null; organisationId: string }

async function waitForAnother(tx: Tx, { id, organisationId }: { id: string } & Confirmed) {
  await tx.bankDetailsChange.updateMany({
    where: { id, endedAt: null },
    data: { confirmedById: null, confirmedAt: null },
  })
  await tellOfBankDetails(tx, organisationId, {
    text: 'Whoever confirmed the new account has left.',
    more: 'It is in use once somebody else has confirmed it.',
  })
}
