import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import {
  canDecideDocuments,
  isOwnWord,
  nameOfCredential,
  type CredentialKind,
  type DocumentDecision,
} from './credential.ts'
import { tellSentBack } from './tell-people-of-firm.server.ts'

/**
 * Says, for the operators, that a document shows what its firm says of it, or sends it back with what does not fit. Nobody
 * of the firm does. Decided once: of two at once the second finds it decided.
 */
export async function decideDocument(actor: Actor, id: string, input: DocumentDecision) {
  if (!canDecideDocuments(actor)) throw new Refusal('not-found', 'Page not found')
  const found = await db.credential.findFirst({
    where: { id, fileId: { not: null } },
    select: { kind: true, name: true, supplierId: true, enteredById: true },
  })
  if (!found) throw new Refusal('not-found', 'Page not found')
  if (isOwnWord(actor, found.enteredById))
    throw new Refusal('forbidden', 'You entered this yourself. Another operator looks at it.')
  const credential = { ...found, id, kind: found.kind as CredentialKind }
  await whileTwoPeople(() => transaction((tx) => decide(tx, actor, { credential, input })))
}

type Found = { id: string; kind: CredentialKind; name: string | null; supplierId: string }
type Deciding = { credential: Found; input: DocumentDecision }

async function decide(tx: Tx, actor: Actor, { credential, input }: Deciding) {
  const { id, supplierId } = credential
  const now = clock.now()
  const isSeen = input.decision === 'seen'
  const { count } = await tx.credential.updateMany({
    where: { id, endedAt: null, seenAt: null, sentBackAt: null },
    data: isSeen
      ? { seenAt: now, seenById: actor.personId }
      : { sentBackAt: now, sentBackById: actor.personId, sentBackReason: input.reason },
  })
  if (count === 0)
    throw new Refusal('conflict', 'This document has been decided about, or the firm took it back.')
  const name = nameOfCredential(credential)
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: supplierId,
    action: isSeen ? 'document-seen' : 'document-sent-back',
    summary: isSeen
      ? `Saw the document of ${name}`
      : `Sent the document of ${name} back: ${input.reason}`,
    detail: { credentialId: id },
  })
  if (!isSeen) await tellSentBack(tx, { id, supplierId, name, reason: input.reason })
}
