import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'
import type { Actor } from './actor.ts'

/** What an organisation is called everywhere once it is part of others: its old name still, and whose it is now. */
export const nameOfFormer = (
  nameThen: string,
  { answeredBy, isSplit }: { answeredBy: string; isSplit: boolean },
) => `${nameThen} (now ${answeredBy}${isSplit ? ' and others' : ''})`

/**
 * Whoever acts in the name of an organisation that is part of another finishes what it began. New things begin in the name of
 * its successor.
 */
export const mayBegin = (actor: Actor) => actor.nowPartOf === undefined

/** Says why to whoever acts in an old name, before any other rule. */
export function requireBeginning(actor: Actor) {
  if (!mayBegin(actor))
    throw new Refusal(
      'forbidden',
      `This organisation is part of ${actor.nowPartOf} now, and begins nothing new. Act for ${actor.nowPartOf}: choose it in the menu with your name.`,
    )
}

/** What the database refuses of an organisation that ended while somebody was at work, in words. */
export const refusalOfFormer = (error: unknown) =>
  isCheckViolation(error, 'former_organisations_begin_nothing')
    ? new Refusal(
        'conflict',
        'This organisation is part of another one now. Begin this in the name of its successor.',
      )
    : undefined
