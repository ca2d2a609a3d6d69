import { poundsForInput } from '#app/core/money.ts'
import {
  getChallengeForActor,
  listPublicCoSignatures,
} from '#app/domain/challenges/queries.server.ts'
import { canFollow } from '#app/domain/challenges/stage.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { getPolicyNumber } from '#app/domain/organisations/policy-number.server.ts'
import type { RoundInput } from '#app/domain/pledges/round.ts'

/** A challenge whose lead council wants to open pledging, and why it cannot yet. */
export async function openRoundForm(actor: Actor, slug: string) {
  const { id, title, slug: known, stage } = await getChallengeForActor(actor, slug)
  const challenge = { id, title, slug: known }
  if (!canFollow(stage, 'pooling'))
    return { challenge, refusal: 'Pledging to this challenge is open, or has been met already.' }
  const [needed, signed] = await Promise.all([
    getPolicyNumber('co-signers-to-open-a-round'),
    listPublicCoSignatures(id),
  ])
  if (BigInt(signed.length) >= needed) return { challenge, refusal: undefined }
  const refusal = `${needed} councils must say they have this problem before pledging opens. So far ${signed.length} ${signed.length === 1 ? 'has' : 'have'}.`
  return { challenge, refusal }
}

/** The answers of the first page, for the address of the page that checks them. */
export function roundQuery(input: RoundInput) {
  return new URLSearchParams({
    operationKey: input.operationKey,
    target: poundsForInput(input.target),
    ...(input.stretch !== undefined && { stretch: poundsForInput(input.stretch) }),
    minimumCouncils: String(input.minimumCouncils),
    smallestPledge: poundsForInput(input.smallestPledge),
    closesOn: input.closesOn,
    ...(input.isDataKeptInUk && { isDataKeptInUk: 'yes' }),
  })
}
