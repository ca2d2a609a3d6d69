import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { findMoneyFor, getChallengeHead } from './challenge-queries.server.ts'
import { canPitch } from './pitch.ts'
import { canOpenCall } from './pitch-call.ts'
import { findOwnPitchId, findPitchCall, getOwnPitch } from './queries.server.ts'

/** For the page that asks for pitches: only the lead council's officers get it, and only once. */
export async function getCallToOpen(actor: Actor, slug: string) {
  const challenge = await getChallengeHead(slug)
  if (!canOpenCall(actor, challenge)) throw new Refusal('not-found', 'Page not found')
  const isAsked = await db.pitchCall.findUnique({
    where: { challengeId: challenge.id },
    select: { id: true },
  })
  return { challenge, isAsked: isAsked !== null, money: await findMoneyFor(challenge.id) }
}

/** A supplier's desk for one challenge: the call, and its own pitch once it has started one. */
export async function getPitchDesk(actor: Actor, slug: string) {
  const challenge = await getChallengeHead(slug)
  const call = await findPitchCall(challenge.id)
  if (!call) throw new Refusal('not-found', 'Page not found')
  const pitchId = await findOwnPitchId(actor, challenge.id)
  const pitch = pitchId ? await getOwnPitch(actor, pitchId) : undefined
  return { challenge, call, pitch, canPitch: canPitch(actor) }
}
