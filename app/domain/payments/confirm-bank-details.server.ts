import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { canConfirmBankDetails, canStopBankDetails, type BankDetails } from './bank-details.ts'
import { tellOfBankDetails } from './tell-of-bank-details.server.ts'

const isGone = () => new Refusal('not-found', 'No change of bank details waits here.')

/**
 * Says as a second person that the new account is the organisation's own. It is in use once the hold is over, too; this
 * puts nothing in use by itself.
 */
export async function confirmBankDetails(actor: Actor, id: string) {
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      const change = await lockChange(tx, id)
      if (!change || !canStopBankDetails(actor, change)) throw isGone()
      if (!canConfirmBankDetails(actor, change))
        throw new Refusal(
          'forbidden',
          'A second person confirms it: a colleague of yours, or an operator.',
        )
      if (change.confirmedAt) return
      const says = () => sayChange(tx, change)
      await requireProof(tx, actor, { verb: 'confirm-bank-details', body: { id }, says })
      await tx.bankDetailsChange.updateMany({
        where: { id, confirmedAt: null, endedAt: null },
        data: { confirmedById: actor.personId, confirmedAt: clock.now() },
      })
      await record(tx, actor, {
        subjectKind: 'organisation',
        subjectId: change.organisationId,
        action: 'bank-details-change-confirmed',
        summary: 'Confirmed as a second person that payments go to other bank details',
        detail: { changeId: id },
      })
      await tellOfBankDetails(tx, change.organisationId, {
        text: `${actor.personName} confirmed the new account.`,
        more: `It is in use from ${formatDateTime(change.dueAt)}. Any of you can stop it until then.`,
      })
    }),
  )
}

/** Stops a change of bank details that waits, for anybody it is about and for operators. The old ones stay in use. */
export async function stopBankDetails(actor: Actor, id: string) {
  await transaction(async (tx) => {
    const change = await lockChange(tx, id)
    if (!change || !canStopBankDetails(actor, change)) throw isGone()
    await endStopped(tx, change, actor)
  })
}

type Waiting = BankDetails & {
  id: string
  organisationId: string
  askedById: string
  dueAt: Date
  confirmedById: string | null
  confirmedAt: Date | null
}

/** One that waits, locked: whoever confirms, stops and finishes it come one after the other. */
export async function lockChange(tx: Tx, id: string) {
  await tx.$queryRaw`select id from bank_details_changes where id = ${id}::uuid for update`
  const change: Waiting | null = await tx.bankDetailsChange.findFirst({
    where: { id, endedAt: null },
  })
  return change ?? undefined
}

export async function endStopped(tx: Tx, { id, organisationId }: Waiting, actor?: Actor) {
  await tx.bankDetailsChange.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: clock.now(), endedAs: 'stopped' },
  })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: organisationId,
    action: 'bank-details-change-stopped',
    summary: 'Stopped a change of bank details',
    detail: { changeId: id },
  })
  await tellOfBankDetails(tx, organisationId, {
    text: 'The change of your bank details was stopped.',
    more: 'Payments go to the account they went to before.',
  })
}

async function sayChange(tx: Tx, { organisationId, ...change }: Waiting) {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  return [
    { name: 'You sign', value: `That this account belongs to ${name}, which is paid to it` },
    { name: 'From', value: formatDateTime(change.dueAt) },
    { name: 'Name on the account', value: change.accountName },
    { name: 'Sort code', value: change.sortCode },
    { name: 'Account number', value: change.accountNumber },
  ]
}
