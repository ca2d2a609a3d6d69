import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { storeFile } from '../files/store-file.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import {
  isInsurance,
  nameOfCredential,
  problemWithCredential,
  type CredentialInput,
} from './credential.ts'

type Upload = { name: string; bytes: Uint8Array<ArrayBuffer> }

/** The credential that this one takes the place of, and how. */
type InsteadOf = { id: string; as: 'renewed' | 'corrected' }

type Kept = CredentialInput & { file?: Upload | undefined; insteadOf?: InsteadOf }

/**
 * Keeps a certificate or an insurance that a firm says it holds, with its document if there is one: a new one, the renewal
 * of one, or one put right. What was said before stays as it was. Its id comes from the form: sent twice, it is kept once.
 */
export async function keepCredential(actor: Actor, kept: Kept) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const problem = problemWithCredential(kept, londonDay(clock.now()))
  if (problem) throw new Refusal('invalid', problem.message, { field: problem.field })
  try {
    await transaction((tx) => keep(tx, actor, kept))
  } catch (error) {
    if (!isUniqueViolation(error, 'credentials_current_key')) throw error
    throw new Refusal(
      'conflict',
      'Your firm has entered one of this kind. Renew it or put it right instead.',
    )
  }
}

async function keep(tx: Tx, actor: Actor, { file, insteadOf, operationKey: id, ...said }: Kept) {
  const content = file && createHash('sha256').update(file.bytes).digest('hex')
  const body = { ...said, insteadOf, content }
  if (!(await startOperation(tx, actor, { verb: 'keep-credential', key: id, body }))) return
  if (insteadOf) await endEarlier(tx, actor, { ...insteadOf, kind: said.kind })
  const stored = file && (await storeFile(tx, actor, { ...file, field: 'document' }))
  const { kind, number, issuer } = said
  const name = kind === 'other-certificate' ? (said.name ?? null) : null
  await tx.credential.create({
    data: {
      ...{ id, kind, name, number, issuer, supplierId: actor.organisationId },
      coverPence: isInsurance(kind) ? (said.cover ?? null) : null,
      validFrom: dateOf(said.validFrom),
      expiresOn: dateOf(said.expiresOn),
      fileId: stored?.id ?? null,
      enteredById: actor.personId,
      enteredAt: clock.now(),
    },
  })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: actor.organisationId,
    action: `credential-${insteadOf?.as ?? 'added'}`,
    summary: `${words[insteadOf?.as ?? 'added']} ${nameOfCredential({ kind, name })}${stored ? ', with a document' : ''}`,
    detail: { credentialId: id, ...(insteadOf && { insteadOf: insteadOf.id }) },
  })
}

const words = { added: 'Added', renewed: 'Renewed', corrected: 'Put right' }

/** Of two at once one ends it; the other is told. */
async function endEarlier(tx: Tx, actor: Actor, { id, as, kind }: InsteadOf & { kind: string }) {
  const { count } = await tx.credential.updateMany({
    where: { id, kind, supplierId: actor.organisationId, endedAt: null },
    data: { endedAs: as, endedById: actor.personId, endedAt: clock.now() },
  })
  if (count === 0)
    throw new Refusal('conflict', 'This one is renewed, put right or taken back already.')
}
