import { redirect } from '@remix-run/node'
import { clock } from '#app/core/clock.ts'
import { PenceInput, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { getSigning } from '#app/domain/pledges/gate-facts.server.ts'
import { findOwnPledge, type OwnPledge } from '#app/domain/pledges/pledge-queries.server.ts'
import {
  canDraftPledge,
  fundingTypes,
  pledgeReference,
  wrongAmount,
} from '#app/domain/pledges/pledge.ts'
import { previewMatch } from '#app/domain/pledges/preview-match.server.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { formatClosing, FULL, isFull, isPastClosing } from '#app/domain/pledges/round.ts'
import type { FormResult } from '#app/ui/form-result.ts'

/** A challenge that is open for pledges, and what the actor's council has pledged to it so far. */
export async function openPledgeForm(actor: Actor, slug: string) {
  const challenge = await getPublicChallenge(slug)
  if (!canDraftPledge(actor))
    throw new Refusal(
      'forbidden',
      'Officers of councils make pledges. Ask an officer of your council.',
    )
  const round = await findFunding(challenge.id)
  if (!round) throw new Refusal('conflict', 'Pledging to this challenge has not opened yet.')
  if (round.closedAt || isPastClosing(round, clock.now()))
    throw new Refusal('conflict', `Pledging closed at ${formatClosing(round)}.`)
  const pledge = await findOwnPledge(actor, round.roundId)
  if (pledge && pledge.state !== 'draft') throw redirect(pledgePath(pledge))
  if (!pledge && isFull(round, round)) throw new Refusal('conflict', FULL)
  const { id, title } = challenge
  return { challenge: { id, title, slug: challenge.slug }, round, draft: pledge }
}

/** The later steps need the answers of the first one. */
export async function continuePledgeForm(actor: Actor, slug: string) {
  const form = await openPledgeForm(actor, slug)
  if (!form.draft) throw redirect(`/challenges/${slug}/pledge`)
  return { ...form, draft: form.draft }
}

export const pledgePath = ({ number }: { number: number }) => `/pledges/${pledgeReference(number)}`

type Round = { roundId: string; smallestPledgePence: Pence }

/** The preview of a typed sum, or what is wrong with the sum. Before anything is typed there is neither. */
export async function previewTyped(actor: Actor, round: Round, asked: URLSearchParams) {
  const typed = asked.get('amount')
  if (typed === null || typed.trim() === '') return { preview: undefined, wrong: undefined }
  const parsed = PenceInput.safeParse(typed)
  if (!parsed.success) return { preview: undefined, wrong: parsed.error.issues[0]?.message }
  const wrong = wrongAmount(parsed.data, round.smallestPledgePence)
  if (wrong) return { preview: undefined, wrong }
  const chosen = asked.get('fundingType')
  const fundingType = fundingTypes.find((type) => type === chosen) ?? 'revenue'
  const sent = { amountPence: parsed.data, fundingType }
  return { preview: await previewMatch(actor, round.roundId, sent), wrong: undefined }
}

/** The answers of "Update the preview" arrive in the address; they are shown again, with what is wrong. */
export function resultOf(
  asked: URLSearchParams,
  wrong: string | undefined,
): FormResult | undefined {
  if (!wrong) return undefined
  const values = Object.fromEntries(asked)
  return { error: wrong, fields: { amount: [wrong] }, values }
}

const DAYS_TO_SIGN = 10

/** Who signs this pledge, if somebody else must, and by when; and every gate on its way. */
export async function whoSigns(actor: Actor, pledge: OwnPledge) {
  const { signers: approvers, ...signing } = await getSigning(actor, pledge)
  const today = londonDay(clock.now())
  const dayBefore = addDays(londonDay(pledge.round.closesAt), -1)
  const latest = dayBefore < today ? today : dayBefore
  const usual = addDays(today, DAYS_TO_SIGN)
  const signByOn = pledge.conditions.decisionByOn ?? (usual < latest ? usual : latest)
  return { ...signing, approvers, signByOn }
}
