import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatDateTime, HOUR_MS } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { hashOf, newSecret } from '../auth/secret.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { hiddenAccountNumber, type BankDetails } from './bank-details.ts'
import { tellOfBankDetails } from './tell-of-bank-details.server.ts'

/** Notes new details that wait, and mails everybody of the organisation at once, with a link that stops them. */
export async function askBankDetails(tx: Tx, actor: Actor, input: BankDetails) {
  const { organisationId, personId } = actor
  const askedAt = clock.now()
  const hours = await getPolicyNumber('bank-details-hold-hours', tx)
  const dueAt = new Date(askedAt.getTime() + Number(hours) * HOUR_MS)
  const stop = newSecret()
  const id = newId()
  await tx.bankDetailsChange.create({
    data: {
      ...{ id, organisationId, ...input, askedById: personId, askedAt, dueAt },
      stopHash: hashOf(stop),
    },
  })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: organisationId,
    action: 'bank-details-change-asked',
    summary: 'Asked that payments go to other bank details',
    detail: { changeId: id },
  })
  await tellOfBankDetails(tx, organisationId, {
    text: `${actor.personName} asked that ${actor.organisationName} is paid to another account: ${hiddenAccountNumber(input.accountNumber)}.`,
    more: `It is in use from ${formatDateTime(dueAt)} at the earliest, once a second person has confirmed it. If you know nothing of it, stop it now, and speak to your colleague in person.`,
    stop,
  })
}

type ToUse = BankDetails & { organisationId: string; addedById: string }

/** Puts details in use in the place of the ones before, which stay readable for what was paid to them. */
export async function useBankDetails(tx: Tx, toUse: ToUse) {
  const { organisationId, addedById, accountName, sortCode, accountNumber } = toUse
  const addedAt = clock.now()
  await tx.bankDetails.updateMany({
    where: { organisationId, retiredAt: null },
    data: { retiredAt: addedAt },
  })
  return tx.bankDetails.create({
    data: {
      ...{ id: newId(), organisationId, accountName, sortCode, accountNumber },
      ...{ addedById, addedAt },
    },
    select: { id: true },
  })
}
