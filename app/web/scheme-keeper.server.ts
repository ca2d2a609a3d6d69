import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { canKeepScheme } from '#app/domain/organisations/spending-lock.ts'

/** The forms of a council's scheme are shown to its administrators alone. */
export function requireSchemeKeeper(actor: Actor) {
  if (!canKeepScheme(actor))
    throw new Refusal('forbidden', 'Only an administrator of a council keeps its scheme.')
}
