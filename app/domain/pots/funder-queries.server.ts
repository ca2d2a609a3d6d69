import { db, pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { availableIn, canRunPot, type PotBalance } from './pot.ts'
import type { Purse } from './purse.ts'
import { leftOf, listTakeable, type Stake } from './stake.ts'

export type PotFunder = Stake & {
  purse: Purse
  name: string
  slug: string
  /** Nothing has been promised from this, so the funder may take it back. */
  takeablePence: Pence
  leftPence: Pence
}

export type PurseBalance = PotBalance & { purse: Purse }

/** What is in each purse of a pot and what each funder put in, took back and bore, for everybody. */
export async function readStakes(potId: string) {
  const [purses, stakes] = await Promise.all([
    pool.query<PurseBalance>(pursesOfPot, [potId]),
    listStakes([potId]),
  ])
  const funders = purses.rows.flatMap((balance): PotFunder[] => {
    const own = stakes.filter(({ purse }) => purse === balance.purse)
    const takeable = listTakeable(availableIn(balance), own)
    return own.map((stake, place) => ({
      ...stake,
      leftPence: leftOf(stake),
      takeablePence: takeable[place]?.amountPence ?? 0n,
    }))
  })
  return { purses: purses.rows, funders }
}

export type NamedStake = Stake & { potId: string; purse: Purse; name: string; slug: string }

/** The stakes of some pots, those of one purse in the order in which it is split over them. Public. */
export async function listStakes(potIds: string[]) {
  return (await pool.query<NamedStake>(stakesOfPots, [potIds])).rows
}

const pursesOfPot = `
  select purse, allocated_pence as "allocatedPence", reserved_pence as "reservedPence",
    committed_pence as "committedPence", paid_pence as "paidPence"
  from pot_balances where pot_id = $1 order by purse = 'unrestricted' desc, purse limit 5`

const stakesOfPots = `
  select pot_id as "potId", purse, funder_id as "funderId", put_in_pence as "putInPence", taken_back_pence as "takenBackPence",
    borne_pence as "bornePence", name, slug
  from stakes join organisations on organisations.id = funder_id
  where pot_id = any ($1) order by pot_id, purse = 'unrestricted' desc, purse, funder_id limit 1000`

const invitationColumns = {
  id: true,
  funderId: true,
  message: true,
  invitedAt: true,
  answer: true,
  answeredAt: true,
  invitedBy: { select: { name: true } },
  answeredBy: { select: { name: true } },
  funder: { select: { organisation: { select: { name: true, slug: true } } } },
  pot: { select: { id: true, slug: true, name: true, funderId: true } },
} as const

/** Who was asked to put money into a pot and what they said, for the people of its owner. */
export async function listInvitations(
  actor: Actor | undefined,
  pot: { id: string; funderId: string },
) {
  if (actor?.organisationId !== pot.funderId) return []
  return db.potInvitation.findMany({
    where: { potId: pot.id },
    orderBy: [{ invitedAt: 'desc' }, { id: 'desc' }],
    select: invitationColumns,
    take: 100,
  })
}

/** One invitation, for the two funders it is between. */
export async function getInvitation(actor: Actor, { potId, id }: { potId: string; id: string }) {
  const invitation = await db.potInvitation.findFirst({
    where: {
      id,
      potId,
      OR: [{ funderId: actor.organisationId }, { pot: { funderId: actor.organisationId } }],
    },
    select: invitationColumns,
  })
  if (!invitation) throw new Refusal('not-found', 'This invitation is not there.')
  return invitation
}

/** Invitations that wait for the actor's answer. */
export async function listInvitationsToAnswer(actor: Actor) {
  if (actor.organisationKind !== 'funder' || !hasRole(actor, 'fund-manager')) return []
  return db.potInvitation.findMany({
    where: { funderId: actor.organisationId, answer: null },
    orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }],
    select: invitationColumns,
    take: 50,
  })
}

/** Whether the actor's funder has joined the pot. */
export async function hasJoined(actor: Actor | undefined, potId: string) {
  if (actor?.organisationKind !== 'funder') return false
  const where = { potId, funderId: actor.organisationId, answer: 'joined' }
  return (await db.potInvitation.count({ where })) > 0
}

/** Funders that could be invited: neither the owner, nor invited, nor joined. */
export async function listFundersToInvite(actor: Actor, pot: { id: string; funderId: string }) {
  if (!canRunPot(actor, pot))
    throw new Refusal('forbidden', 'Only a fund manager of the pot can invite another funder.')
  const funders = await db.funder.findMany({
    where: {
      id: { not: pot.funderId },
      organisation: { former: null },
      potInvitations: {
        none: { potId: pot.id, OR: [{ answer: null }, { answer: 'joined' }] },
      },
    },
    orderBy: { organisation: { name: 'asc' } },
    select: { id: true, organisation: { select: { name: true } } },
    take: 500,
  })
  return funders.map(({ id, organisation }) => ({ id, name: organisation.name }))
}
