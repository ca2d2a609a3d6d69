import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { directoryMessage } from '#emails/directory-message.tsx'
import { record } from '../audit/record.server.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { getListedPerson } from './person-queries.server.ts'
import { findOwnStop } from './stop-queries.server.ts'
import {
  canWriteTo,
  MESSAGES_A_DAY,
  MESSAGES_A_DAY_OF_ORGANISATION,
  type MessageInput,
} from './message.ts'
import { describeStop } from './report.ts'

/**
 * Mails what somebody writes to somebody who is listed and takes messages. The sender's name, organisation and address
 * go with it, and an answer goes to them; they never see the address it went to. Where the recipient has blocked their
 * organisation nothing goes, and they are told the same (decision 048). Nothing goes from whom an operator has stopped.
 * The operation key is the message: sent twice, it is one.
 */
export async function sendMessage(actor: Actor, listingId: string, input: MessageInput) {
  requireBeginning(actor)
  await unlessStopped(actor, async (tx) => {
    const to = await getListedPerson(actor, listingId, tx)
    if (!canWriteTo(actor, to))
      throw new Refusal('conflict', `Nobody can write to ${to.name} here. They take no messages.`)
    const isWithheld = await isBlocked(tx, actor, to.personId)
    if (!(await keep(tx, { actor, input, recipientId: to.personId, isWithheld }))) return
    await countSending(tx, actor)
    if (!isWithheld) await mailTo(tx, { actor, input, recipientId: to.personId })
    await record(tx, actor, {
      subjectKind: 'listing-message',
      subjectId: input.operationKey,
      action: 'message-sent',
      summary: 'Wrote to somebody in the directory',
    })
  })
}

/** The database says who is stopped, also while an operator does it: a message goes before a stop, or not at all. */
async function unlessStopped(actor: Actor, work: (tx: Tx) => Promise<void>) {
  try {
    await transaction(work)
  } catch (error) {
    if (!isCheckViolation(error, 'sender_is_not_stopped')) throw error
    const stop = await findOwnStop(actor)
    throw new Refusal('forbidden', `${describeStop(stop?.endsAt ?? null)} An operator says why.`)
  }
}

async function isBlocked(tx: Tx, { organisationId }: Actor, personId: string) {
  return (await tx.messageBlock.count({ where: { personId, organisationId } })) > 0
}

type Sending = { actor: Actor; input: MessageInput; recipientId: string }

/** Whether it is new. A second one to the same person on one day is refused by an index. */
async function keep(tx: Tx, { actor, input, recipientId, isWithheld }: Kept) {
  const { operationKey: id, subject, words } = input
  const sentAt = clock.real()
  const row = { id, senderId: actor.personId, recipientId, subject, words, sentAt, isWithheld }
  const { count } = await tx.listingMessage.createMany({
    data: [{ ...row, senderOrganisationId: actor.organisationId, sentOn: today() }],
    skipDuplicates: true,
  })
  if (count > 0) return true
  const own = { id, senderId: actor.personId, recipientId }
  if ((await tx.listingMessage.count({ where: own })) > 0) return false
  throw new Refusal('conflict', 'You have written to this person today. Write again tomorrow.', {
    retryAfterSeconds: 60 * 60,
  })
}

type Kept = Sending & { isWithheld: boolean }

const today = () => dateOf(londonDay(clock.real()))

/** The counts themselves hold the limits: of several at once each waits for the row of the day. */
async function countSending(tx: Tx, { personId, organisationId }: Actor) {
  const own = await tx.$queryRaw<unknown[]>`
    insert into message_sender_days (person_id, day, sent) values (${personId}::uuid, ${today()}::date, 1)
    on conflict (person_id, day) do update set sent = message_sender_days.sent + 1
      where message_sender_days.sent < ${MESSAGES_A_DAY}
    returning sent`
  if (own.length === 0) throw tooMany(`You have sent ${MESSAGES_A_DAY} messages today.`)
  const all = await tx.$queryRaw<unknown[]>`
    insert into message_organisation_days (organisation_id, day, sent)
      values (${organisationId}::uuid, ${today()}::date, 1)
    on conflict (organisation_id, day) do update set sent = message_organisation_days.sent + 1
      where message_organisation_days.sent < ${MESSAGES_A_DAY_OF_ORGANISATION}
    returning sent`
  if (all.length === 0)
    throw tooMany(
      `Your organisation has sent ${MESSAGES_A_DAY_OF_ORGANISATION} messages today, by all its people.`,
    )
}

const tooMany = (what: string) =>
  new Refusal('conflict', `${what} Write again tomorrow.`, { retryAfterSeconds: 60 * 60 })

async function mailTo(tx: Tx, { actor, input, recipientId }: Sending) {
  const columns = { name: true, email: true } as const
  const to = await tx.person.findUniqueOrThrow({ where: { id: recipientId }, select: columns })
  const from = await tx.person.findUniqueOrThrow({
    where: { id: actor.personId },
    select: columns,
  })
  await queueEmail(tx, {
    key: `directory-message:${input.operationKey}`,
    to,
    replyTo: from.email,
    mail: directoryMessage({
      name: to.name,
      otherName: from.name,
      otherOrganisation: actor.organisationName,
      otherEmail: from.email,
      subject: input.subject,
      text: input.words,
      href: siteLink(`/directory/messages/${input.operationKey}`),
    }),
  })
}
