import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeBankDetails, type BankDetailsChange } from './bank-details.ts'

/**
 * Puts new bank details in the place of the organisation's old ones, which stay readable for what
 * was paid to them. A claim sealed to the old ones has to be made again; the same form or the same
 * details again change nothing.
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
  const current = { organisationId: actor.organisationId, retiredAt: null }
  const body = { organisationId: actor.organisationId, ...input }
  if (!(await startOperation(tx, actor, { verb: 'change-bank-details', key, body }))) return
  if (await tx.bankDetails.count({ where: { ...current, ...input } })) return
  const says = () => sayDetails(actor, input)
  await requireProof(tx, actor, { verb: 'change-bank-details', key, body, says })
  const addedAt = clock.now()
  await tx.bankDetails.updateMany({ where: current, data: { retiredAt: addedAt } })
  const details = await tx.bankDetails.create({
    data: {
      id: newId(),
      organisationId: actor.organisationId,
      ...input,
      addedById: actor.personId,
      addedAt,
    },
  })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: actor.organisationId,
    action: 'bank-details-changed',
    summary: 'Changed the bank details payments go to',
    detail: { bankDetailsId: details.id },
  })
}

const sayDetails = (
  { organisationName }: Actor,
  { accountName, sortCode, accountNumber }: Omit<BankDetailsChange, 'operationKey'>,
) => [
  { name: 'You sign', value: `That ${organisationName} is paid to this account from now on` },
  { name: 'Name on the account', value: accountName },
  { name: 'Sort code', value: sortCode },
  { name: 'Account number', value: accountNumber },
]
