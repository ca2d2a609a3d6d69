import { z } from 'zod'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { hashOf } from './secret.server.ts'

export const ActForInput = z.object({
  organisationId: z.uuid(),
  /** The page they were about to open. */
  next: z.string().max(2000).optional(),
})
type ActForInput = Pick<z.output<typeof ActForInput>, 'organisationId'>

/** Lets a person of several organisations act for another of them from now on, in this session only. */
export async function actFor(token: string, { organisationId }: ActForInput) {
  await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (signedIn?.actor.organisationId === organisationId) return
    const other = signedIn?.otherOrganisations.find(({ id }) => id === organisationId)
    if (!signedIn || !other)
      throw new Refusal('forbidden', 'You do not belong to that organisation.')
    await tx.session.updateMany({
      where: { id: hashOf(token) },
      data: { actingForId: organisationId },
    })
    await record(
      tx,
      { ...signedIn.actor, organisationId },
      {
        subjectKind: 'person',
        subjectId: signedIn.actor.personId,
        action: 'acting-for',
        summary: `Acts for ${other.name}`,
      },
    )
  })
}
