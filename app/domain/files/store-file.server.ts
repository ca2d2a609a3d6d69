import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { contentTypeOf, problemWith, safeName } from './stored-file.ts'

type Upload = { name: string; bytes: Uint8Array<ArrayBuffer>; field: string }

/** Keeps an upload for the actor's organisation. Does not say who may open it: the area that asks does. */
export async function storeFile(tx: Tx, actor: Actor, { name, bytes, field }: Upload) {
  const kept = safeName(name)
  const problem = problemWith(kept, bytes)
  if (problem) throw new Refusal('invalid', problem, { field })
  return tx.storedFile.create({
    data: {
      id: newId(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name: kept,
      contentType: contentTypeOf(kept),
      sizeBytes: bytes.length,
      ownerId: actor.organisationId,
      uploadedById: actor.personId,
      uploadedAt: clock.now(),
      content: { create: { bytes } },
    },
    select: { id: true, sha256: true, name: true },
  })
}
