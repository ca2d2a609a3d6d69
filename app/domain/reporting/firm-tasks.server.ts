import { countOf } from '#app/core/number.ts'
import { londonDay, type Day } from '#app/core/time.ts'
import { findLongestWaiting, findOwnVerification } from '../joining/verification-queries.server.ts'
import { canChangeIdentity } from '../joining/verification.ts'
import type { Actor } from '../organisations/actor.ts'
import { age, type Task } from './workspace.ts'

/** Firms that wait for operators, and what operators asked of the actor's own firm. */
export async function firmTasks(actor: Actor, today: Day): Promise<Task[]> {
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
