import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileInRole } from '../organisations/while-in-role.server.ts'
import { requireMayProposePot, SHORT_NAME_TAKEN, type PotProposalInput } from './proposed-pot.ts'
import { storedTerms } from './rule-terms.ts'

/**
 * Writes down a pot with its first rule for another fund manager of the funder to agree to. There is no pot until then,
 * and nobody else sees it. Sent twice it is proposed once.
 */
export async function proposePot(actor: Actor, input: PotProposalInput) {
  requireMayProposePot(actor)
  try {
    return await whileInRole(() => transaction((tx) => propose(tx, actor, input)))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal(
      'conflict',
      'Your organisation has proposed a pot with this short name already. Look at that one first.',
    )
  }
}

async function propose(tx: Tx, actor: Actor, input: PotProposalInput) {
  const { operationKey: id, inForceFrom, name, slug, purpose, reason } = input
  const told = { name, slug, purpose, reason, terms: storedTerms(input.terms) }
  const body = { ...told, inForceFrom, funderId: actor.organisationId }
  if (!(await startOperation(tx, actor, { verb: 'propose-pot', key: id, body }))) return { id }
  // One that somebody has proposed and nobody agreed to is still free.
  if ((await tx.pot.count({ where: { slug } })) > 0)
    throw new Refusal('invalid', SHORT_NAME_TAKEN, { field: 'slug' })
  const proposedAt = clock.now()
  await tx.potProposal.create({
    data: {
      id,
      ...told,
      funderId: actor.organisationId,
      inForceFrom: inForceFrom ?? proposedAt,
      proposedById: actor.personId,
      proposedAt,
    },
  })
  await record(tx, actor, {
    subjectKind: 'pot',
    subjectId: id,
    action: 'pot-proposed',
    summary: `Proposed the pot ${name}`,
  })
  return { id }
}
