import { z } from 'zod'
import { hasRole, type Actor } from '../organisations/actor.ts'

/** Operators answer to courts and regulators for what the site keeps. */
export const canKeepHolds = (actor: Actor) => hasRole(actor, 'operator')

const words = (most: number, missing: string) =>
  z.string(missing).trim().min(1, missing).max(most, `Use ${most} characters or fewer`)

export const HoldInput = z.object({
  of: z.enum(['person', 'organisation'], 'Choose whom it is about'),
  named: words(200, 'Enter their work email address, or the name of the organisation'),
  reason: words(500, 'Enter why it has to be kept'),
  source: words(200, 'Enter who asks for it, and their reference'),
})
export type HoldInput = z.output<typeof HoldInput>

export const EndHoldInput = z.object({ reason: words(500, 'Enter why it ends') })
export type EndHoldInput = z.output<typeof EndHoldInput>
