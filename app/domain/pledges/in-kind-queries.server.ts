import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeInKind, inKindNumberOf, type Skill } from './in-kind.ts'

const columns = {
  id: true,
  number: true,
  councilId: true,
  skill: true,
  about: true,
  days: true,
  dayRatePence: true,
  rateSource: true,
  madeAt: true,
  withdrawnAt: true,
  council: { select: { organisation: { select: { name: true, slug: true } } } },
  challenge: { select: { slug: true, title: true } },
} as const

type Found = NonNullable<Awaited<ReturnType<typeof read>>>
const read = (number: number) => db.inKindPledge.findUnique({ where: { number }, select: columns })

const shaped = ({ council, challenge, skill, ...offer }: Found) => ({
  ...offer,
  skill: skill as Skill,
  councilName: council.organisation.name,
  councilSlug: council.organisation.slug,
  challengeSlug: challenge.slug ?? '',
  challengeTitle: challenge.title,
})
export type InKindOffer = ReturnType<typeof shaped>

/** Days of work that councils offer to a challenge, in the order they were offered. */
export async function listPublicInKind(challengeId: string, take = 200): Promise<InKindOffer[]> {
  const offers = await db.inKindPledge.findMany({
    where: { challengeId, withdrawnAt: null },
    orderBy: { number: 'asc' },
    select: columns,
    take,
  })
  return offers.map(shaped)
}

/** An offer that this actor may change. */
export async function getInKindToChange(actor: Actor, reference: string): Promise<InKindOffer> {
  const number = inKindNumberOf(reference)
  const offer = number === undefined ? null : await read(number)
  if (!offer || offer.withdrawnAt || offer.councilId !== actor.organisationId)
    throw new Refusal('not-found', 'Page not found')
  if (!canChangeInKind(actor, offer))
    throw new Refusal('forbidden', 'Ask an officer of your council to change this offer.')
  return shaped(offer)
}
