import { z } from 'zod'
import { splitByWeight, type Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Source } from '../ledger/journal.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'

/** One funder's money for a challenge: what it put in, and what is left to spend. */
export type Funding = Source & {
  name: string
  leftPence: Pence
  /** Called from the council, but not in yet. */
  awaitedPence: Pence
}

/** Money of one pot in two purses is two lines: "Dividend: capital". */
export const nameOfPurse = (potName: string, ringFence: string | null) =>
  ringFence ? `${potName}: ${ringFence.replaceAll('-', ' ')}` : potName

export type Share = Source & { amountPence: Pence }

/**
 * Splits a payment over its funders by what each has left, to the penny (largest remainder). Nobody
 * is asked for more than they have left, and the last payment of it all takes every penny.
 */
export function splitOverFunders(amountPence: Pence, funders: Funding[]): Share[] {
  const leftPence = funders.reduce((sum, funder) => sum + funder.leftPence, 0n)
  invariant(amountPence <= leftPence, 'a payment is no more than what its funders have left')
  const parts = splitByWeight(
    amountPence,
    funders.map((funder) => funder.leftPence),
  )
  return funders.flatMap((funder, place) => {
    const part = parts[place] ?? 0n
    if (part === 0n) return []
    const source =
      'potId' in funder
        ? { potId: funder.potId, purse: funder.purse }
        : { councilId: funder.councilId }
    return [{ ...source, amountPence: part }]
  })
}

type Facts = { paymentFileId: string | null; sentAt: Date | null; settledAt: Date | null }
export type PaymentState = 'approved' | 'in-file' | 'sent' | 'settled'

export function paymentState(payment: Facts): PaymentState {
  if (payment.settledAt) return 'settled'
  if (payment.sentAt) return 'sent'
  return payment.paymentFileId ? 'in-file' : 'approved'
}

export type PaymentFileState = 'made' | 'sent' | 'settled'

type FileFacts = { sentAt: Date | null; settledAt: Date | null }

export function paymentFileState(file: FileFacts): PaymentFileState {
  if (file.settledAt) return 'settled'
  return file.sentAt ? 'sent' : 'made'
}

export const paymentFileStateLabel: Record<PaymentFileState, string> = {
  made: 'Not sent yet',
  sent: 'Sent to the bank',
  settled: 'Paid',
}

/** Fund managers and payment approvers of a funder run the payment files. */
export const canRunPayments = (actor: Actor) =>
  actor.organisationKind === 'funder' && hasRole(actor, 'fund-manager', 'payment-approver')

/** The other pair of eyes: who made a file does not mark it as sent. */
export const canSendFile = (actor: Actor, file: { createdById: string }) =>
  canRunPayments(actor) && !isSelf(actor, file.createdById)

/** Why a receipt that stands is taken back. */
export const ReversalInput = z.object({
  operationKey: z.uuid(),
  reason: z.string().trim().min(1, 'Say what went wrong').max(300, 'Enter 300 characters or fewer'),
})
export type ReversalInput = z.output<typeof ReversalInput>

/** Who records money that came in also takes back what was recorded by mistake. */
export const canRecordReceipts = (actor: Actor, collection: { leadCouncilId: string }) =>
  hasRole(actor, 'finance-approver') && actor.organisationId === collection.leadCouncilId

/** Whose collections a person sees as the council that owes them. */
export const canSeeOwnCollections = (actor: Actor) =>
  actor.organisationKind === 'council' && hasRole(actor, 'finance-approver', 'officer')

export const canReceiveCollections = (actor: Actor) =>
  actor.organisationKind === 'council' && hasRole(actor, 'finance-approver')

export const paymentReference = (number: number) => `PAY-${String(number).padStart(5, '0')}`
