import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import {
  canChangeBankDetails,
  canConfirmBankDetails,
  formatSortCode,
  hiddenAccountNumber,
} from './bank-details.ts'
import { canRunPayments, canSendFile, paymentFileState } from './payment.ts'

/** The organisation's own bank details, the account number hidden: enough to know which account it is. */
export async function findBankDetails(actor: Actor) {
  if (!canChangeBankDetails(actor)) throw new Refusal('not-found', 'Page not found')
  const details = await db.bankDetails.findFirst({
    where: { organisationId: actor.organisationId, retiredAt: null },
    select: {
      accountName: true,
      sortCode: true,
      accountNumber: true,
      addedAt: true,
      addedBy: { select: { name: true } },
    },
  })
  if (!details) return null
  return {
    accountName: details.accountName,
    sortCode: formatSortCode(details.sortCode),
    accountNumber: hiddenAccountNumber(details.accountNumber),
    addedAt: details.addedAt,
    addedByName: details.addedBy.name,
  }
}

/** Whether new details of the actor's own organisation wait. */
export async function hasBankDetailsChange({ organisationId }: Actor) {
  return (await db.bankDetailsChange.count({ where: { organisationId, endedAt: null } })) > 0
}

/** Changes of bank details that wait: of the organisation the actor acts for, and for operators of all. */
export async function listBankDetailsChanges(actor: Actor) {
  const changes = await db.bankDetailsChange.findMany({
    where: {
      endedAt: null,
      ...(!hasRole(actor, 'operator') && { organisationId: actor.organisationId }),
    },
    include: {
      organisation: { select: { name: true } },
      askedBy: { select: { name: true } },
      confirmedBy: { select: { name: true } },
    },
    orderBy: { askedAt: 'asc' },
    take: 100,
  })
  return changes.map((change) => ({
    id: change.id,
    organisationName: change.organisation.name,
    accountName: change.accountName,
    sortCode: formatSortCode(change.sortCode),
    accountNumber: change.accountNumber,
    askedByName: change.askedBy.name,
    askedAt: change.askedAt,
    dueAt: change.dueAt,
    confirmedByName: change.confirmedBy?.name,
    mayConfirm: !change.confirmedAt && canConfirmBankDetails(actor, change),
  }))
}

const fileColumns = {
  id: true,
  reference: true,
  itemCount: true,
  totalPence: true,
  sha256: true,
  createdById: true,
  createdAt: true,
  createdBy: { select: { name: true } },
  sentAt: true,
  sentBy: { select: { name: true } },
  settledAt: true,
  settledBy: { select: { name: true } },
} as const

/** Payment files, newest first, for who runs payments; nothing for anybody else. */
export async function listPaymentFiles(actor: Actor) {
  if (!canRunPayments(actor)) return []
  const files = await db.paymentFile.findMany({
    orderBy: { id: 'desc' },
    take: 100,
    select: fileColumns,
  })
  return files.map((file) => ({ ...file, state: paymentFileState(file) }))
}

export async function getPaymentFile(actor: Actor, id: string) {
  if (!canRunPayments(actor)) throw new Refusal('not-found', 'Page not found')
  const file = await db.paymentFile.findUnique({ where: { id }, select: fileColumns })
  if (!file) throw new Refusal('not-found', 'Page not found')
  return { ...file, state: paymentFileState(file), canSend: canSendFile(actor, file) }
}

/** The file itself, as the bank takes it. */
export async function getPaymentFileContent(actor: Actor, id: string) {
  if (!canRunPayments(actor)) throw new Refusal('not-found', 'Page not found')
  const file = await db.paymentFile.findUnique({
    where: { id },
    select: { reference: true, content: true },
  })
  if (!file) throw new Refusal('not-found', 'Page not found')
  return file
}
