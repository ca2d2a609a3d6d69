import { z } from 'zod'
import { hasRole, isSelf, type Actor } from './actor.ts'

const words = (missing: string) =>
  z.string().trim().min(20, missing).max(1_000, 'Use 1,000 characters or fewer')
const address = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an email address, like name@council.gov.uk'))

export const SameHumanInput = z.object({
  firstEmail: address,
  secondEmail: address,
  reason: words('Say how you know, in 20 characters or more'),
})
export type SameHumanInput = z.output<typeof SameHumanInput>

export const EndSameHumanInput = z.object({
  reason: words('Say why not, in 20 characters or more'),
})
export type EndSameHumanInput = z.output<typeof EndSameHumanInput>

export const canRecordSameHuman = (actor: Actor) => hasRole(actor, 'operator')

type Recorded = { personId: string; otherId: string; recordedById: string }

/** Ending gives a human two voices again, so it takes a second operator, who is neither of the two. */
export const canEndSameHuman = (actor: Actor, record: Recorded) =>
  canRecordSameHuman(actor) &&
  [record.recordedById, record.personId, record.otherId].every((id) => !isSelf(actor, id))
