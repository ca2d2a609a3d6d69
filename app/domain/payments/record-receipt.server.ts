import { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { idWithin, newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { quote } from '#app/core/quote.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, DayInput, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { holdKey } from '../audit/start-operation.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { readStatement, type ReadLine, type StatementLine } from './bank-statement.ts'
import { canRecordReceipts } from './payment.ts'

export const ReceiptInput = z.object({
  operationKey: z.uuid(),
  receivedOn: DayInput,
  bankReference: z
    .string()
    .trim()
    .min(1, 'Enter the reference on the bank statement')
    .max(80, 'Enter 80 characters or fewer'),
})
export type ReceiptInput = z.output<typeof ReceiptInput>

/**
 * Records that a council's whole collection is in the lead council's account. The same form sent
 * twice records it once and answers the same; anybody else's second try is a conflict.
 */
export async function recordReceipt(actor: Actor, collectionId: string, input: ReceiptInput) {
  if (input.receivedOn > londonDay(clock.now()))
    throw new Refusal('invalid', 'Enter today or a day before', { field: 'receivedOn' })
  try {
    await transaction((tx) => receive(tx, actor, { collectionId, ...input }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    if (await isRecordedBy({ collectionId, ...input })) return
    throw new Refusal('conflict', 'This money is already recorded as received.')
  }
}

/** Whether this very form was recorded: its key with another day or reference is another receipt. */
const isRecordedBy = ({ collectionId, operationKey, bankReference, receivedOn }: Receiving) =>
  transaction(async (tx) => {
    const form = { collectionId, operationKey, bankReference, receivedOn: dateOf(receivedOn) }
    return (await tx.receipt.count({ where: form })) > 0
  })

type Receiving = ReceiptInput & { collectionId: string }

async function receive(tx: Tx, actor: Actor, { collectionId, ...input }: Receiving) {
  const collection = await tx.collection.findUnique({ where: { id: collectionId } })
  if (!collection || !canRecordReceipts(actor, collection))
    throw new Refusal('not-found', 'Page not found')
  const { amountPence, councilId, challengeId, calledAt } = collection
  await refuseCancelled(tx, collection)
  if (input.receivedOn < londonDay(calledAt))
    throw new Refusal(
      'invalid',
      `${collection.reference} was sent on ${formatDay(calledAt)}. Enter that day or a later one`,
      { field: 'receivedOn' },
    )
  const id = newId()
  await tx.receipt.create({
    data: {
      id,
      collectionId,
      amountPence,
      operationKey: input.operationKey,
      receivedOn: dateOf(input.receivedOn),
      bankReference: input.bankReference,
      recordedById: actor.personId,
      recordedAt: clock.now(),
    },
  })
  await postJournal(tx, {
    kind: 'collection-received',
    operationKey: id,
    memo: `${collection.reference} received`,
    personId: actor.personId,
    challengeId,
    pledgeId: collection.pledgeId,
    transfers: [
      {
        debit: { kind: 'called', councilId, challengeId },
        credit: { kind: 'received', councilId, challengeId },
        amountPence,
      },
    ],
  })
  await record(tx, actor, {
    subjectKind: 'pledge',
    subjectId: collection.pledgeId,
    action: 'collection-received',
    summary: `Recorded ${formatPounds(amountPence)} received for ${collection.reference}`,
  })
}

/**
 * Locked, so that a project ends before this money is in or after it. Locked as the receipt itself will lock it: with a
 * weaker lock two at once would wait for each other.
 */
async function refuseCancelled(tx: Tx, { id, reference }: { id: string; reference: string }) {
  const [cancelled] = await tx.$queryRaw<{ isCancelled: boolean }[]>`
    select cancelled_at is not null as "isCancelled" from collections where id = ${id}::uuid for no key update`
  if (cancelled?.isCancelled)
    throw new Refusal(
      'conflict',
      `${reference} is cancelled: the project has ended, so nothing is due.`,
    )
}

export const StatementInput = z.object({
  operationKey: z.uuid(),
  statement: z.string().trim().min(1, 'Paste at least one line: date, reference, amount'),
})
export type StatementInput = z.output<typeof StatementInput>

const MOST_LINES = 500

/** What became of one line of a statement. */
export type Matched = { line: number; outcome: 'received' | 'left'; message: string }

/**
 * Matches the lines of a bank statement to collections by reference and exact sum, and records those
 * that fit. A line that does not fit is left, with the reason. The same form again answers the same; another
 * form with lines that were read before leaves them.
 */
export async function importStatement(actor: Actor, form: StatementInput): Promise<Matched[]> {
  const { operationKey: key, statement: text } = form
  const lines = readStatement(text)
  if (lines.length === 0)
    throw new Refusal('invalid', 'Paste at least one line: date, reference, amount', {
      field: 'statement',
    })
  if (lines.length > MOST_LINES)
    throw new Refusal('invalid', `Paste ${MOST_LINES} lines or fewer: this has ${lines.length}`, {
      field: 'statement',
    })
  const body = { text, organisationId: actor.organisationId }
  await holdKey(actor, { verb: 'import-statement', key, body })
  const matched: Matched[] = []
  for (const line of lines)
    matched.push(await matchLine(actor, { ...line, operationKey: keyOfLine(key, line.line) }))
  return matched
}

/** Each line of one form has a key of its own, the same whenever the form is sent. */
const keyOfLine = (key: string, line: number) => idWithin(key, `line ${line}`)

type Keyed = { operationKey: string }

async function matchLine(actor: Actor, read: ReadLine & Keyed): Promise<Matched> {
  const left = (message: string): Matched => ({ line: read.line, outcome: 'left', message })
  if ('problem' in read) return left(read.problem)
  try {
    const reference = await receiveByReference(actor, read)
    return { line: read.line, outcome: 'received', message: `${reference} received` }
  } catch (thrown) {
    if (thrown instanceof Refusal) return left(thrown.message)
    throw thrown
  }
}

async function receiveByReference(actor: Actor, line: StatementLine & Keyed) {
  const collection = await transaction((tx) =>
    tx.collection.findUnique({ where: { reference: line.reference.toUpperCase() } }),
  )
  if (!collection || !canRecordReceipts(actor, collection))
    throw new Refusal(
      'not-found',
      `No collection of yours has the reference ${quote(line.reference)}`,
    )
  if (collection.amountPence !== line.amountPence)
    throw new Refusal(
      'conflict',
      `${collection.reference} is for ${formatPounds(collection.amountPence)}, not ${formatPounds(line.amountPence)}`,
    )
  await recordReceipt(actor, collection.id, {
    operationKey: line.operationKey,
    receivedOn: line.receivedOn,
    bankReference: line.reference,
  })
  return collection.reference
}
