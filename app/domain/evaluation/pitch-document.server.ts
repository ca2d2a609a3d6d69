import { Refusal } from '#app/core/refusal.ts'
import { findFileContent } from '../files/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { findDocumentId } from '../profiles/credential-queries.server.ts'
import { getPitchToScore } from './queries.server.ts'

/**
 * The document of a credential that a pitch carries, for an assessor who may open the pitch. One the pitch does not carry,
 * or that was not attached when it was sent, is not there.
 */
export async function getPitchDocument(actor: Actor, pitchId: string, credentialId: string) {
  const { pitch } = await getPitchToScore(actor, pitchId)
  const carried = pitch?.profile.credentials.find(({ id }) => id === credentialId)
  const fileId =
    carried && carried.provenance !== 'said' ? await findDocumentId(carried.id) : undefined
  const file = fileId ? await findFileContent(fileId) : null
  if (!file?.content) throw new Refusal('not-found', 'Page not found')
  return { ...file, bytes: file.content.bytes }
}
