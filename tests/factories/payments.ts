import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { londonDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { changeBankDetails } from '#app/domain/payments/change-bank-details.server.ts'
import { confirmBankDetails } from '#app/domain/payments/confirm-bank-details.server.ts'
import { finishBankDetails } from '#app/domain/payments/finish-bank-details.server.ts'
import { recordReceipt } from '#app/domain/payments/record-receipt.server.ts'
import { administrator, operator, financeApprover, platform } from './organisations.ts'
import { key } from './pledges.ts'

let made = 0

/** The organisation an actor acts for, to give it more people. */
export const organisationOf = (actor: Actor) => ({
  id: actor.organisationId,
  name: actor.organisationName,
  slug: actor.organisationSlug,
  kind: actor.organisationKind,
})

/** New bank details for an organisation, entered by an administrator of it. */
export async function bankDetails({ of }: { of: Parameters<typeof organisationOf>[0] }) {
  const by = await administrator({ organisation: organisationOf(of) })
  const accountNumber = String(10_000_000 + ++made)
  await changeBankDetails(by, {
    ...key(),
    accountName: 'TIDELINE',
    sortCode: '309430',
    accountNumber,
  })
  return { accountNumber, by }
}

/** The change of bank details that waits is confirmed by an operator, its hold passes, and it is in use. */
export async function bankDetailsInUse({ organisationId }: { organisationId: string }) {
  const { id, dueAt } = await db.bankDetailsChange.findFirstOrThrow({
    where: { organisationId, endedAt: null },
  })
  await confirmBankDetails(await operator(), id)
  clock.set(dueAt.toISOString())
  await finishBankDetails()
}

/** The account the portal pays from; the same one however often it is asked for. */
export async function portalAccount() {
  const there = await db.bankDetails.findFirst({ where: { organisation: { kind: 'platform' } } })
  if (there) return
  const by = await administrator({ organisation: await platform() })
  const account = { accountName: 'SOLVE ONCE', sortCode: '200000', accountNumber: '55555555' }
  await changeBankDetails(by, { ...key(), ...account })
}

/** Records that every council of a challenge has paid in. */
export async function moneyIn({ challengeId, lead }: { challengeId: string; lead: Actor }) {
  const finance = await financeApprover({ organisation: organisationOf(lead) })
  const collections = await db.collection.findMany({
    where: { challengeId, receipts: { none: { reversedAt: null } } },
  })
  for (const { id, reference } of collections)
    await recordReceipt(finance, id, {
      operationKey: newId(),
      receivedOn: londonDay(clock.now()),
      bankReference: reference,
    })
  return finance
}
