import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canLead } from './challenge.ts'

/** Holds one challenge for this transaction, so that those who change it stand in a line, and reads it. */
async function lockChallenge(tx: Tx, challengeId: string) {
  await tx.$executeRaw`select from challenges where id = ${challengeId}::uuid for no key update`
  return tx.challenge.findUnique({ where: { id: challengeId } })
}

/** For officers of the lead council. To anybody else a draft does not exist. */
export async function lockOwnChallenge(tx: Tx, actor: Actor, challengeId: string) {
  const challenge = await lockChallenge(tx, challengeId)
  if (!challenge || (challenge.stage === 'draft' && !canLead(actor, challenge)))
    throw new Refusal('not-found', 'Page not found')
  if (!canLead(actor, challenge))
    throw new Refusal('forbidden', 'Only officers of the lead council can do this.')
  return challenge
}

/** For everybody: a challenge that is published. */
export async function lockPublicChallenge(tx: Tx, challengeId: string) {
  const challenge = await lockChallenge(tx, challengeId)
  if (!challenge || challenge.stage === 'draft') throw new Refusal('not-found', 'Page not found')
  return challenge
}
