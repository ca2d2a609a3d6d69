import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import { getOwnCredential } from './credential-queries.server.ts'
import { nameOfCredential } from './credential.ts'

/** Says that a firm does not hold a certificate or an insurance any more. The row stays; pitches sent before keep it. */
export async function withdrawCredential(actor: Actor, id: string) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const credential = await getOwnCredential(actor, id)
  await transaction(async (tx) => {
    const { count } = await tx.credential.updateMany({
      where: { id, supplierId: actor.organisationId, endedAt: null },
      data: { endedAs: 'withdrawn', endedById: actor.personId, endedAt: clock.now() },
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'organisation',
      subjectId: actor.organisationId,
      action: 'credential-withdrawn',
      summary: `Took back ${nameOfCredential(credential)}`,
      detail: { credentialId: id },
    })
  })
}
