import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { askBankDetails, useBankDetails } from './ask-bank-details.server.ts'
import { canChangeBankDetails, type BankDetails, type BankDetailsChange } from './bank-details.ts'

/**
 * Says where an organisation is paid. The first details are in use at once; others wait for a second person and for a hold,
 * and payments go by the old ones until then (decision 043). The same form or the same details again change nothing.
 */
export async function changeBankDetails(actor: Actor, input: BankDetailsChange) {
  if (!canChangeBankDetails(actor))
    throw new Refusal('forbidden', 'Ask an administrator of your organisation to change this.')
  const { operationKey, accountName, sortCode, accountNumber } = input
  const details = { operationKey, accountName, sortCode, accountNumber }
  try {
    await transaction((tx) => change(tx, actor, details))
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Refusal('conflict', 'A colleague changed the bank details just now. Look again.')
    throw error
  }
}

async function change(tx: Tx, actor: Actor, { operationKey: key, ...input }: BankDetailsChange) {
  const { organisationId } = actor
  const current = { organisationId, retiredAt: null }
  const body = { organisationId, ...input }
  if (!(await startOperation(tx, actor, { verb: 'change-bank-details', key, body }))) return
  if (await tx.bankDetails.count({ where: { ...current, ...input } })) return
  const isFirst = (await tx.bankDetails.count({ where: current })) === 0
  const waiting = { organisationId, endedAt: null }
  if (await tx.bankDetailsChange.count({ where: { ...waiting, ...input } })) return
  if (await tx.bankDetailsChange.count({ where: waiting }))
    throw new Refusal('conflict', 'A change of the bank details waits already. Stop it first.')
  const says = () => sayDetails(actor, input, isFirst)
  await requireProof(tx, actor, { verb: 'change-bank-details', key, body, says })
  await (isFirst ? putInUse(tx, actor, input) : askBankDetails(tx, actor, input))
}

async function putInUse(tx: Tx, actor: Actor, input: BankDetails) {
  const details = await useBankDetails(tx, { ...actor, addedById: actor.personId, ...input })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: actor.organisationId,
    action: 'bank-details-changed',
    summary: 'Said which bank details payments go to',
    detail: { bankDetailsId: details.id },
  })
}

const sayDetails = (
  { organisationName }: Actor,
  { accountName, sortCode, accountNumber }: BankDetails,
  isFirst: boolean,
) => [
  {
    name: 'You sign',
    value: isFirst
      ? `That ${organisationName} is paid to this account from now on`
      : `That ${organisationName} is to be paid to this account, once a second person has confirmed it and the hold is over`,
  },
  { name: 'Name on the account', value: accountName },
  { name: 'Sort code', value: sortCode },
  { name: 'Account number', value: accountNumber },
]
