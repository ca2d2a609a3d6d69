import type { Actor } from '#app/domain/organisations/actor.ts'
import { listPaymentsToApprove } from '#app/domain/delivery/waiting-queries.server.ts'
import { canRunPot } from '#app/domain/pots/pot.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'

/** The pot of a page and, for who runs it, how many payments wait for their approval. */
export async function openPot(actor: Actor | undefined, slug: string) {
  const pot = await getPot(slug)
  const canRun = actor !== undefined && canRunPot(actor, pot)
  return { pot, waiting: canRun ? (await listPaymentsToApprove(actor)).length : undefined }
}
