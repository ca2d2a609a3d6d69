import type { Actor } from '#app/domain/organisations/actor.ts'
import { canRunPot } from '#app/domain/pots/pot.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'

/** The pot of a page, and whether who looks at it runs it. */
export async function openPot(actor: Actor | undefined, slug: string) {
  const pot = await getPot(slug)
  return { pot, canRun: actor !== undefined && canRunPot(actor, pot) }
}
