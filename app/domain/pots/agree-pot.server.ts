import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { PLACES_BY_HAND } from './pot.ts'
import { canAgreePot } from './proposed-pot.ts'
import { RuleTerms } from './rule-terms.ts'
import { sayPot } from './say-rule.server.ts'
import { writePot } from './write-pot.server.ts'
import { laterOf, writeRule } from './write-rule.server.ts'

/**
 * Another fund manager of the funder agrees to a proposed pot: from then on it is there for everybody, empty, with
 * its first rule by both. It is asked after all pots that were there. Agreed to again by the same person nothing happens.
 */
export async function agreePot(actor: Actor, proposalId: string) {
  requireBeginning(actor)
  try {
    await whileTwoPeople(() => transaction((tx) => agree(tx, actor, proposalId)))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal(
      'conflict',
      'Another pot has this short name by now. Put this one aside and propose it under another.',
    )
  }
}

async function agree(tx: Tx, actor: Actor, proposalId: string) {
  const proposal = await tx.potProposal.findUnique({ where: { id: proposalId } })
  if (!proposal || proposal.funderId !== actor.organisationId)
    throw new Refusal('not-found', 'This proposal is not there.')
  if (!canAgreePot(actor, proposal))
    throw new Refusal('forbidden', 'Another fund manager of the funder agrees to the pot.')
  const body = { personId: actor.personId }
  const refusal = 'This pot was agreed to just now.'
  const operation = { verb: 'agree-pot', key: proposalId, body, refusal }
  if (!(await startOperation(tx, actor, operation))) return
  if (proposal.agreedAt) throw new Refusal('conflict', refusal)
  if (proposal.endedAt) throw new Refusal('conflict', 'This proposal has ended. Look at it again.')
  const terms = RuleTerms.parse(proposal.terms)
  const says = () => sayPot({ ...proposal, terms })
  await requireProof(tx, actor, { verb: 'agree-pot', key: proposalId, body, says })
  await makePot(tx, actor, { proposal, terms })
  const { count } = await tx.potProposal.updateMany({
    where: { id: proposalId, endedAt: null, agreedAt: null },
    data: { potId: proposalId, agreedById: actor.personId, agreedAt: clock.now() },
  })
  if (count === 0) throw new Refusal('conflict', 'This proposal has changed. Look at it again.')
  await record(tx, actor, {
    subjectKind: 'pot',
    subjectId: proposalId,
    action: 'pot-agreed',
    summary: `Agreed to the pot ${proposal.name} with version 1 of its rule`,
  })
}

type Agreed = {
  /** The pot keeps its id, so that all that is on record about it is one chain. */
  proposal: {
    id: string
    slug: string
    name: string
    purpose: string
    funderId: string
    reason: string
    inForceFrom: Date
    proposedById: string
  }
  terms: RuleTerms
}

async function makePot(tx: Tx, actor: Actor, { proposal, terms }: Agreed) {
  const { id, slug, name, purpose, funderId, inForceFrom } = proposal
  const now = clock.now()
  await writePot(tx, {
    ...{ id, slug, name, purpose, funderId },
    askOrder: await nextPlace(tx),
    opensOn: dateOf(londonDay(laterOf(inForceFrom, now))),
    createdAt: now,
  })
  await writeRule(tx, {
    ...{ potId: id, version: 1, terms, proposal },
    secondPublisherId: actor.personId,
    publishedAt: now,
  })
}

/** Of two funders that agree at once the second waits, so that each gets a place of its own. */
async function nextPlace(tx: Tx) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('order of pots', 0))`
  const last = await tx.pot.aggregate({ _max: { askOrder: true } })
  return Math.max(last._max.askOrder ?? 0, PLACES_BY_HAND) + 1
}
