import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { checkFactor } from './check-factor.server.ts'
import { signedOut } from './factor-refusals.ts'
import type { Shown } from './factor-shown.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { tellOfFactor } from './tell-of-factor.server.ts'

export type FactorProof = { token: string | undefined; shown: Shown }

type Deed<T> = (tx: Tx, actor: Actor, token: string) => Promise<T | Refusal>

/**
 * Does what somebody asks about their factors once they have shown one, for exactly this. A refusal is given back
 * inside, not thrown, so that the count of wrong codes stays.
 */
export async function withFactorShown<T>(proof: FactorProof, of: string, deed: Deed<T>) {
  const { token, shown } = proof
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { personId } = signedIn.actor
    const refusal = await checkFactor(tx, { token, personId, purpose: 'change', of }, shown)
    return refusal ?? deed(tx, signedIn.actor, token)
  })
  if (result instanceof Refusal) throw result
  return result
}

type Note = { action: string; summary: string; tell: string }

/** On record, and mailed to its owner. */
export async function noteFactor(tx: Tx, actor: Actor, { action, summary, tell }: Note) {
  const { personId } = actor
  await record(tx, actor, { subjectKind: 'person', subjectId: personId, action, summary })
  await tellOfFactor(tx, personId, tell)
}
