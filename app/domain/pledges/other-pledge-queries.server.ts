import { db } from '#app/core/db.server.ts'
import { listPublicCoSignatures } from '../challenges/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** The usual pledge to a challenge, to go by: the middle one of those signed. */
export async function findTypicalPledge(roundId: string) {
  const rows = await db.pledge.findMany({
    where: { roundId, state: { in: ['committed', 'called'] } },
    orderBy: [{ amountPence: 'asc' }, { id: 'asc' }],
    take: 1_000,
    select: { amountPence: true },
  })
  return rows[Math.floor((rows.length - 1) / 2)]?.amountPence
}

/** Councils of the same region that have signed a pledge in this round; hidden names count too. */
export async function listOthersInRegion(actor: Actor, roundId: string) {
  const rows = await db.pledge.findMany({
    where: {
      roundId,
      state: { in: ['committed', 'called'] },
      councilId: { not: actor.organisationId },
      council: { region: (await regionOf(actor)) ?? '' },
    },
    orderBy: { committedSequence: 'asc' },
    take: 100,
    select: {
      isNameShown: true,
      council: { select: { organisation: { select: { name: true } } } },
    },
  })
  const names = rows.filter((row) => row.isNameShown).map((row) => row.council.organisation.name)
  return { count: rows.length, names }
}

const regionOf = async ({ organisationId }: Actor) =>
  (await db.council.findUnique({ where: { id: organisationId }, select: { region: true } }))?.region

/** Councils a pledge may follow: the others that have this problem, by name. */
export async function listCouncilsToFollow(actor: Actor, challengeId: string) {
  const signed = await listPublicCoSignatures(challengeId)
  return signed
    .filter(({ councilId }) => councilId !== actor.organisationId)
    .map(({ councilId, name }) => ({ councilId, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
