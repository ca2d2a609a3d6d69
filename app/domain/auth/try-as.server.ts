import { z } from 'zod'
import { transaction } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { startSession } from './start-session.server.ts'

export const TryAsInput = z.object({
  person: z.string('Choose a person').min(1, 'Choose a person').max(100),
  next: z.string().max(2000).optional(),
})

/** Signs in as a person of the demonstration without asking for proof. Never outside a demonstration. */
export async function tryAs(slug: string, userAgent?: string) {
  if (!env.DEMONSTRATION) throw new Refusal('not-found', 'Page not found')
  return transaction(async (tx) => {
    const person = await tx.person.findUnique({ where: { slug }, select: { id: true } })
    if (!person)
      throw new Refusal('not-found', 'Choose a person from the list.', { field: 'person' })
    return startSession(tx, {
      personId: person.id,
      how: 'Signed in by being chosen in the demonstration',
      userAgent,
      isProved: true,
    })
  })
}
