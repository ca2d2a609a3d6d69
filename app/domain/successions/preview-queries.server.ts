import { db, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf, type Day } from '#app/core/time.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { listStakesOf, type StakeOfFunder } from '../pots/funder-list.server.ts'
import type { Purse } from '../pots/purse.ts'
import { listAreaParts } from './area-queries.server.ts'
import { listBlocks } from './block-queries.server.ts'
import { listRunningProjects } from './firm-queries.server.ts'
import { getSuccession, isOfThese, listMoves, type ShownSuccession } from './queries.server.ts'
import { canArrangeSplit } from './split.ts'
import { canConfirmSuccession, canSeeSuccessions, type Part } from './succession.ts'

/** A succession with all that its page shows to this operator. */
export async function openSuccession(actor: Actor, id: string) {
  const succession = await getSuccession(actor, id)
  const councilIds = succession.predecessors.map((each) => each.id)
  const isOpen = succession.state === 'proposed' || succession.state === 'confirmed'
  const [parts, areas, projects, balances, stakes, moves, blocks, isOwn] = await Promise.all([
    listParts(actor, councilIds),
    listAreaParts(actor, isOpen ? councilIds : []),
    isOpen && succession.kind === 'supplier' ? listRunningProjects(actor, succession) : [],
    readBalances(councilIds),
    listStakesThen(succession),
    listMoves(actor, id),
    isOpen ? listBlocks(succession) : [],
    isOfThese(db, actor, succession),
  ])
  const canConfirm = canConfirmSuccession(actor, { ...succession, isOfThese: isOwn })
  const canArrange = canArrangeSplit(actor, succession)
  const may = { canConfirm, canArrange, isOfThese: isOwn }
  return { succession, parts, ...areas, projects, balances, stakes, moves, blocks, ...may }
}

/** What funders have left in their purses; once it has happened, what they had left by then. */
export async function listStakesThen({
  id,
  kind,
  state,
  predecessors,
}: ShownSuccession): Promise<StakeOfFunder[]> {
  if (kind !== 'funder') return []
  if (state !== 'happened') return listStakesOf(predecessors.map((each) => each.id))
  const rows = await db.successionStake.findMany({
    where: { successionId: id },
    ...stakesOfPots,
    select: { funderId: true, ...stakesOfPots.select },
  })
  return rows.map(({ stake, purse, ...row }) => ({
    ...row,
    potName: stake.pot.name,
    potSlug: stake.pot.slug,
    purse: purse as Purse,
  }))
}

/** What a succession is about, one by one, as it stands now. */
export async function listParts(actor: Actor, councilIds: string[]) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
  return db.$queryRaw<Part[]>`
    select wanted.id, those.people, those.administrators, those.signers,
      (select count(*)::int from invitations
        where organisation_id = wanted.id and accepted_at is null and withdrawn_at is null) as invitations,
      pledged.drafts as "draftPledges", pledged.waiting as "waitingPledges", pledged.signed as "signedPledges",
      (select count(*)::int from co_signatures where council_id = wanted.id and withdrawn_at is null) as "coSignatures",
      (select count(*)::int from in_kind_pledges where council_id = wanted.id and withdrawn_at is null) as "inKind",
      (select count(*)::int from challenges where lead_council_id = wanted.id and stage <> 'draft') as led,
      (select count(*)::int from collections where council_id = wanted.id and not is_over) as collections
    from unnest(${councilIds}::uuid[]) with ordinality as wanted (id, place)
    cross join lateral (
      select count(distinct memberships.id)::int as people,
        count(*) filter (where role = 'administrator')::int as administrators,
        count(*) filter (where role_moves_money(role))::int as signers
      from memberships
      left join lateral (select role from membership_roles where membership_id = memberships.id offset 0) held on true
      where organisation_id = wanted.id and ended_at is null) those
    cross join lateral (
      select count(*) filter (where state = 'draft')::int as drafts,
        count(*) filter (where state = 'awaiting-approval')::int as waiting,
        count(*) filter (where state = 'committed')::int as signed
      from pledges where council_id = wanted.id) pledged
    order by place`
}

const moving = ['pledged', 'called', 'received', 'refundable'] as const
export type MovingKind = (typeof moving)[number]

export type Balance = { councilId: string; kind: MovingKind; pence: Pence }

/**
 * What stands on the accounts of councils that is still to be called, paid in, spent or given back: what is noted of the
 * sealed blocks of the ledger, and what is not sealed yet (decision 022).
 */
export async function readBalances(councilIds: string[], store: Tx = db): Promise<Balance[]> {
  return store.$queryRaw<Balance[]>`
    with unsealed as materialized (
      select council_id, kind, sum(signed.pence) as pence from transfers
      cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
      join accounts on accounts.id = signed.account_id and council_id = any (${councilIds}::uuid[])
      where journal_id = any (array(select id from journals
        where id > (select coalesce(max(to_journal_id), 0) from seal_spans)))
      group by council_id, kind
    ), held as (
      select council_id, kind, coalesce(sealed.pence, 0) + coalesce(unsealed.pence, 0) as pence
      from unnest(${councilIds}::uuid[]) as council_id cross join unnest(${[...moving]}::text[]) as kind
      left join unsealed using (council_id, kind)
      left join lateral (select total_pence as pence from block_entries
        where owner_id = council_id and block_entries.kind = kind.kind order by to_journal_id desc limit 1) sealed on true
    )
    select council_id as "councilId", kind, pence::bigint from held where pence > 0 order by council_id, kind`
}

export type HandedOver = {
  councilId: string
  name: string
  slug: string
  successorName: string
  endedOn: Day
  source: string
  balances: { kind: MovingKind; pence: Pence }[]
  /** Of a funder: what it had left in each purse. */
  stakes: Omit<StakeOfFunder, 'funderId'>[]
}

const stakesOfPots = {
  orderBy: [{ stake: { pot: { askOrder: 'asc' } } }, { purse: 'asc' }],
  take: 200,
  select: {
    potId: true,
    purse: true,
    leftPence: true,
    stake: { select: { pot: { select: { name: true, slug: true } } } },
  },
} as const satisfies Prisma.Funder$handedOverArgs

/** For a council's or a funder's own people: what it handed over when it ended, and what it was handed by those that became part of it. */
export async function listHandedOver({ organisationId }: Actor): Promise<HandedOver[]> {
  const rows = await db.formerOrganisation.findMany({
    where: { OR: [{ id: organisationId }, { answeredById: organisationId }] },
    orderBy: [{ endedOn: 'desc' }, { nameThen: 'asc' }],
    take: 50,
    select: {
      id: true,
      nameThen: true,
      endedOn: true,
      source: true,
      successor: { select: { name: true } },
      organisation: {
        select: {
          slug: true,
          funder: { select: { handedOver: stakesOfPots } },
          council: {
            select: {
              successionBalances: {
                where: { succession: { happenedAt: { not: null } } },
                orderBy: { accountKind: 'asc' },
                select: { accountKind: true, pence: true },
              },
            },
          },
        },
      },
    },
  })
  return rows.map(({ id, nameThen, endedOn, successor, organisation, ...row }) => ({
    ...row,
    endedOn: dayOf(endedOn),
    councilId: id,
    name: nameThen,
    slug: organisation.slug,
    successorName: successor.name,
    balances: (organisation.council?.successionBalances ?? []).map(({ accountKind, pence }) => ({
      kind: accountKind as MovingKind,
      pence,
    })),
    stakes: (organisation.funder?.handedOver ?? []).map(({ stake, leftPence, ...row }) => ({
      ...{ ...row, leftPence, potName: stake.pot.name, potSlug: stake.pot.slug },
      purse: row.purse as Purse,
    })),
  }))
}
