import { expect } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { findSignedIn } from '#app/domain/auth/find-signed-in.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { build } from '../factories/index.ts'

/** Whoever acts in the old name of a funder, as a session of theirs has it. */
export async function inNameOf(by: { personId: string }, formerId: string): Promise<Actor> {
  const { token } = await build.session(by)
  await db.session.updateMany({
    where: { personId: by.personId },
    data: { actingForId: formerId, provedAt: clock.now() },
  })
  const actor = (await findSignedIn(token))?.actor
  expect(actor).toMatchObject({ organisationId: formerId })
  return actor ?? Promise.reject(new Error('nobody is signed in'))
}
