import { countOf } from '#app/core/number.ts'
import { formatDay, londonDay, type Day } from '#app/core/time.ts'
import { findLongestWaiting, findOwnVerification } from '../joining/verification-queries.server.ts'
import { canChangeIdentity } from '../joining/verification.ts'
import type { Actor } from '../organisations/actor.ts'
import { listCredentialsToMend } from '../profiles/credential-queries.server.ts'
import { nameOfCredential } from '../profiles/credential.ts'
import { findLongestWaitingDocument } from '../profiles/document-queries.server.ts'
import { findConfirmation } from '../profiles/profile-queries.server.ts'
import { age, deadline, type Task } from './workspace.ts'

/** Firms and their documents that wait for operators, and what the actor's own firm should see to. */
export async function firmTasks(actor: Actor, today: Day): Promise<Task[]> {
  const found = await Promise.all([
    verificationTasks(actor, today),
    documentTasks(actor, today),
    credentialTasks(actor, today),
    confirmationTasks(actor),
  ])
  return found.flat()
}

async function verificationTasks(actor: Actor, today: Day): Promise<Task[]> {
  const [waiting, own] = await Promise.all([
    findLongestWaiting(actor),
    canChangeIdentity(actor) ? findOwnVerification(actor) : undefined,
  ])
  return [
    ...(waiting
      ? [
          {
            href: '/joining/verification',
            title: `Verify ${countOf(waiting.count, 'firm')}, or ask for more`,
            detail: `${waiting.legalName} has waited longest.`,
            ...age(londonDay(waiting.askedAt), today),
          },
        ]
      : []),
    ...(own?.latest?.state === 'asked'
      ? [
          {
            href: '/suppliers/registration',
            title: 'Answer what we asked before verifying your firm',
            detail: `“${own.latest.moreAsked ?? ''}”`,
          },
        ]
      : []),
  ]
}

async function documentTasks(actor: Actor, today: Day): Promise<Task[]> {
  const waiting = await findLongestWaitingDocument(actor)
  if (!waiting) return []
  return [
    {
      href: '/joining/documents',
      title: `Look at ${countOf(waiting.count, 'document')} of firms`,
      detail: `${waiting.firmName} has waited longest.`,
      ...age(londonDay(waiting.enteredAt), today),
    },
  ]
}

/** A document that was sent back is put right first; what expires is renewed. */
async function credentialTasks(actor: Actor, today: Day): Promise<Task[]> {
  const credentials = await listCredentialsToMend(actor)
  return credentials.map(({ id, sentBackReason, expiresOn, ...credential }) =>
    sentBackReason === null
      ? {
          href: `/suppliers/profile/credentials/${id}/renewal`,
          title: `Renew: ${nameOfCredential(credential)}`,
          detail:
            expiresOn !== null && expiresOn < today
              ? 'It has expired, so councils do not find your firm by it.'
              : 'After its last day councils do not find your firm by it.',
          ...deadline('Renew', expiresOn ?? undefined, today),
        }
      : {
          href: `/suppliers/profile/credentials/${id}/correction`,
          title: `Put right: ${nameOfCredential(credential)}`,
          detail: `Its document was sent back: “${sentBackReason}”`,
        },
  )
}

async function confirmationTasks(actor: Actor): Promise<Task[]> {
  const { confirmedAt, isToConfirm } = await findConfirmation(actor)
  if (confirmedAt === null || !isToConfirm) return []
  return [
    {
      href: '/suppliers/profile#confirmed',
      title: 'Say whether your profile still holds',
      detail: `Last confirmed on ${formatDay(confirmedAt)}.`,
    },
  ]
}
