import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { ProofWanted, type Deed } from '../audit/proofs.ts'
import { record } from '../audit/record.server.ts'
import { operationOf } from '../audit/start-operation.server.ts'
import { PROOF_LIFE_MS } from './authenticator.ts'
import { checkFactor } from './check-factor.server.ts'
import type { Shown } from './factor-shown.ts'
import type { Asked } from './passkey-challenge.server.ts'

const fingerprintOf = (deed: Deed) =>
  operationOf({ verb: deed.verb, key: deed.key ?? '', body: deed }).fingerprint

/**
 * Uses the proof of a deed up in the deed's own transaction, or asks for one. A deed with a key happens once by it, so
 * sending the same again within the five minutes is no second use; without a key a proof is good once.
 */
export async function checkProof(tx: Tx, { personId }: { personId: string }, deed: Deed) {
  const fingerprint = fingerprintOf(deed)
  const usedAt = clock.real()
  const { count } = await tx.proof.updateMany({
    where: { personId, fingerprint, expiresAt: { gt: usedAt }, ...(!deed.key && { usedAt: null }) },
    data: { usedAt },
  })
  if (count === 0) throw new ProofWanted(personId, deed, fingerprint)
}

/**
 * Takes the person's second factor as their proof of a deed: of this one, as they read it, for five minutes. A passkey
 * has answered what this session asked it for exactly this.
 */
export async function giveProof(
  { personId, deed, fingerprint }: ProofWanted,
  shown: Shown,
  token = '',
) {
  const asked: Asked = { token, personId, purpose: 'proof', of: fingerprint }
  const refusal = await transaction(async (tx) => {
    const refused = await checkFactor(tx, asked, shown)
    if (refused) return refused
    const givenAt = clock.real()
    const expiresAt = new Date(givenAt.getTime() + PROOF_LIFE_MS)
    const { verb } = deed
    await tx.proof.create({
      data: { id: newId(), personId, verb, fingerprint, givenAt, expiresAt },
    })
    await record(tx, undefined, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'second-factor-shown',
      summary: 'Showed the second factor to sign something',
      detail: { verb },
    })
    return undefined
  })
  if (refusal instanceof Refusal) throw refusal
}
