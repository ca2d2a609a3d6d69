import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { endOfDay, londonDay, startOfDay, type Day } from '#app/core/time.ts'
import type { AllocationFilters } from './allocation-filters.ts'
import type { AreaStatus } from './match-rule.ts'
import type { PotBalance } from './pot.ts'
import type { Purse } from './purse.ts'
import { readRuleNames } from './rule-names.server.ts'
import { describeRule } from './rule-words.ts'
import { RuleTerms } from './rule-terms.ts'

type PotRow = PotBalance & {
  id: string
  slug: string
  name: string
  purpose: string
  askOrder: number
  opensOn: Day
  closesOn: Day | null
  funderId: string
  funderName: string
  funderSlug: string
  /** How many funders beside its own have put money in. */
  otherFunders: number
  ruleId: string | null
  ruleVersion: number | null
  ruleInForceFrom: Date | null
  terms: unknown
}

const potRows = `
  select pot.id, pot.slug, pot.name, pot.purpose, pot.ask_order as "askOrder",
    pot.opens_on::text as "opensOn", pot.closes_on::text as "closesOn",
    pot.funder_id as "funderId", funder.name as "funderName", funder.slug as "funderSlug",
    (select count(distinct funder_id)::int from stakes where pot_id = pot.id and stakes.funder_id <> pot.funder_id) as "otherFunders",
    balance.allocated_pence as "allocatedPence", balance.reserved_pence as "reservedPence",
    balance.committed_pence as "committedPence", balance.paid_pence as "paidPence",
    rule.id as "ruleId", rule.version as "ruleVersion", rule.in_force_from as "ruleInForceFrom",
    rule.terms
  from pots pot
  join organisations funder on funder.id = pot.funder_id
  join lateral (select sum(allocated_pence)::bigint as allocated_pence, sum(reserved_pence)::bigint as reserved_pence,
      sum(committed_pence)::bigint as committed_pence, sum(paid_pence)::bigint as paid_pence
    from pot_balances where pot_id = pot.id) balance on true
  left join lateral (select * from pot_rules where pot_id = pot.id and in_force_from <= $1
    order by version desc limit 1) rule on true
  order by pot.ask_order limit 100`

/** Every pot in the order they are asked, with its money and its rule in plain English. */
export async function listPots(at = clock.now()) {
  const { rows } = await pool.query<PotRow>(potRows, [at])
  const pots = rows.map((row) => ({
    ...row,
    parsed: row.terms ? RuleTerms.parse(row.terms) : undefined,
  }))
  const names = await readRuleNames(pots.flatMap(({ parsed }) => parsed ?? []))
  return pots.map(({ terms: _, parsed, ruleId, ruleVersion, ruleInForceFrom, ...pot }, place) => {
    const askedAfter = rows.slice(0, place).map((one) => one.name)
    return {
      ...pot,
      askedAfter,
      rule:
        parsed && ruleId && ruleVersion && ruleInForceFrom
          ? {
              id: ruleId,
              version: ruleVersion,
              inForceFrom: ruleInForceFrom,
              terms: parsed,
              words: describeRule(parsed, {
                askedAfter,
                closesOn: pot.closesOn ?? undefined,
                names,
              }),
            }
          : undefined,
    }
  })
}
export type Pot = Awaited<ReturnType<typeof listPots>>[number]

/** One pot, with how many challenges its money is on and whether the ledger agrees with every figure. */
export async function getPot(slug: string) {
  const pot = (await listPots()).find((one) => one.slug === slug)
  if (!pot) throw new Refusal('not-found', 'There is no such pot.')
  const [{ rows }, lastReplay] = await Promise.all([
    pool.query<PotFigures>(potFigures, [pot.id]),
    findLastReplay(pot.id),
  ])
  return { ...pot, ...(rows[0] ?? nothing), workedOutAt: clock.now(), lastReplay }
}

/** Whether an address is a pot's. */
export const hasPotAt = async (slug: string) => (await db.pot.count({ where: { slug } })) > 0

/** What came of it when the pot was last worked out again from its events. */
export type LastReplay = { at: Date; matchCount: number; differenceCount: number }

const findLastReplay = (potId: string): Promise<LastReplay | null> =>
  db.potReplay.findFirst({
    where: { potId },
    orderBy: { at: 'desc' },
    select: { at: true, matchCount: true, differenceCount: true },
  })

type PotFigures = {
  reservedChallenges: number
  committedChallenges: number
  isEqualToLedger: boolean
}
const nothing: PotFigures = {
  reservedChallenges: 0,
  committedChallenges: 0,
  isEqualToLedger: false,
}

/** The ledger's side is the entries noted of its sealed blocks, and what is not sealed yet. */
const potFigures = `
  with changed as materialized (select challenge_id from changed_challenges),
  now as materialized (select is_reserved, is_committed from allocations_now
    where pot_id = $1 and challenge_id = any (array(select challenge_id from changed))),
  unsealed as materialized (
    select accounts.kind, sum(signed.pence) as pence from transfers
    cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
    join accounts on accounts.id = signed.account_id and pot_id = $1
    where journal_id = any (array(select id from journals where id > (select coalesce(max(to_journal_id), 0) from seal_spans)))
    group by accounts.kind),
  held as materialized (
    select kind, coalesce(sealed.total_pence, 0) + coalesce(unsealed.pence, 0) as pence
    from unnest(array['match-reserved', 'match-committed', 'payable', 'paid', 'pot-available']) as kind
    left join lateral (select total_pence from block_entries
      where owner_id = $1 and block_entries.kind = kind.kind order by to_journal_id desc limit 1) sealed on true
    left join unsealed using (kind))
  select
    ((select count(*) from allocations where pot_id = $1 and is_reserved and challenge_id not in (select challenge_id from changed))
      + (select count(*) from now where is_reserved))::int as "reservedChallenges",
    ((select count(*) from allocations where pot_id = $1 and is_committed and challenge_id not in (select challenge_id from changed))
      + (select count(*) from now where is_committed))::int as "committedChallenges",
    (kept.reserved, kept.committed, kept.paid, kept.available)
      = (select sum(pence) filter (where kind = 'match-reserved'), sum(pence) filter (where kind in ('match-committed', 'payable')),
          sum(pence) filter (where kind = 'paid'), sum(pence) filter (where kind = 'pot-available') from held) as "isEqualToLedger"
  from (select sum(reserved_pence) as reserved, sum(committed_pence) as committed, sum(paid_pence) as paid,
      sum(allocated_pence - reserved_pence - committed_pence - paid_pence) as available
    from pot_balances where pot_id = $1) kept`

export type AllocationStatus =
  'reserved' | 'committed' | 'paid-in-part' | 'paid' | 'rest-back' | 'all-back'
export type Allocation = {
  challengeId: string
  challengeTitle: string
  challengeSlug: string
  areas: string[]
  status: AllocationStatus
  matchPence: Pence
  /** The money of the pot it comes from. */
  purses: Purse[]
  paidPence: Pence
  /** What came back to the pot, because the project did not need it. */
  backPence: Pence
  /** Whose money the paid part was. */
  paidBy: { name: string; pence: Pence }[]
  lastAt: Date
}
type AllocationRow = Omit<Allocation, 'paidBy'> & { paidBy: { name: string; pence: string }[] }
type Page = { after?: string | undefined; limit?: number; only?: AllocationFilters }

/** The challenges a pot adds to, the one that moved last first. `next` goes in `after` of the next page. */
export async function listAllocations(potId: string, { after, limit = 25, only = {} }: Page = {}) {
  const [at, id] = after?.split('~') ?? []
  const isCursor = /^\d+$/.test(at ?? '') && /^[0-9a-f-]{36}$/.test(id ?? '')
  if (after !== undefined && !isCursor) throw new Refusal('not-found', 'There is no such page.')
  const { rows } = await pool.query<AllocationRow>(allocations, [
    potId,
    at ? new Date(Number(at)) : null,
    id ?? null,
    limit + 1,
    only.council ?? null,
    only.version ?? null,
    only.on ? startOfDay(only.on) : null,
    only.on ? endOfDay(only.on) : null,
  ])
  const shown = rows.slice(0, limit).map(({ paidBy, ...row }): Allocation => ({
    ...row,
    paidBy: paidBy.map(({ name, pence }) => ({ name, pence: BigInt(pence) })),
  }))
  const last = shown.at(-1)
  const next =
    rows.length > limit && last ? `${last.lastAt.getTime()}~${last.challengeId}` : undefined
  return { allocations: shown, next, givenBackPence: await sumGivenBack(potId) }
}

/** What projects did not need of the pot's matches: the pot has it again, and each match stays as it was. */
async function sumGivenBack(potId: string) {
  const { _sum } = await db.giveBackPart.aggregate({
    where: { potId, giveBack: { agreedAt: { not: null } } },
    _sum: { amountPence: true },
  })
  return _sum.amountPence ?? 0n
}

const fitsAllocation = `
  (last_at, challenge_id) < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  and ($6::integer is null or $6 = any (rule_versions))
  and last_at >= coalesce($7::timestamptz, '-infinity') and last_at < coalesce($8::timestamptz, 'infinity')`

const noted = 'challenge_id, last_at, match_pence, purses, area_ids, is_firm'

/**
 * A challenge stands where its latest live match does: as it was noted, or as it is now if it changed since. A council whose
 * name is not shown is found nowhere by its name.
 */
const allocations = `
  with changed as materialized (select challenge_id from changed_challenges), changed_of_council as materialized (
    select given.challenge_id from (select id from pledges
      where council_id = $5 and challenge_id = any (array(select challenge_id from changed))
        and (state = 'called' or (state = 'committed' and is_name_shown)) offset 0) own
    cross join lateral (select challenge_id from matches
      where pledge_id = own.id and pot_id = $1 and released_at is null offset 0) given
  ), latest as materialized (
    select * from (
      (select ${noted} from allocations
        where pot_id = $1 and challenge_id not in (select challenge_id from changed)
          and ($5::uuid is null or $5 = any (council_ids)) and ${fitsAllocation}
        order by last_at desc, challenge_id desc limit $4)
      union all
      select ${noted} from allocations_now
        where pot_id = $1 and challenge_id = any (array(select challenge_id from changed))
          and ($5::uuid is null or challenge_id = any (array(select challenge_id from changed_of_council))) and ${fitsAllocation}) near
    order by last_at desc, challenge_id desc limit $4)
  select challenge.id as "challengeId", coalesce(challenge.short_title, challenge.title) as "challengeTitle",
    challenge.slug as "challengeSlug", match_pence as "matchPence", latest.last_at as "lastAt",
    purses, coalesce(paid.sum, 0)::bigint as "paidPence", back.sum as "backPence", paid.by_funder as "paidBy",
    array(select name from organisations where id = any (area_ids) order by name) as areas,
    case when not is_firm then 'reserved'
      when coalesce(paid.sum, 0) = 0 then case when back.sum > 0 then 'all-back' else 'committed' end
      when paid.sum + back.sum < match_pence then 'paid-in-part' when back.sum > 0 then 'rest-back' else 'paid' end as status
  from latest join challenges challenge on challenge.id = latest.challenge_id
  cross join lateral (
    select sum(pence), coalesce(jsonb_agg(jsonb_build_object('name', name, 'pence', pence::text) order by name), '[]') as by_funder
    from (select coalesce(account.funder_id, pots.funder_id) as id, sum(balance_pence) as pence
      from account_balances account join pots on pots.id = account.pot_id
      where account.pot_id = $1 and challenge_id = latest.challenge_id and kind = 'paid' group by 1) bearers
    join organisations using (id)) paid
  cross join lateral (
    select coalesce(sum(amount_pence), 0)::bigint as sum from projects
      join give_backs on project_id = projects.id join give_back_parts on give_back_id = give_backs.id
    where projects.challenge_id = latest.challenge_id and pot_id = $1) back
  order by latest.last_at desc, latest.challenge_id desc`

export type PotArea = {
  areaId: string
  name: string
  slug: string
  hasMayor: boolean
  status: AreaStatus | null
  chiefDigitalOfficerFromOn: Day | null
  strategyPublishedOn: Day | null
  strategyUrl: string | null
  fromOn: Day | null
}

/**
 * Every mayoral area and how it stands on the pot's register on a day, as had been approved by the end of it;
 * those registered first.
 */
export async function listAreas(potId: string, on = londonDay(clock.now())) {
  const { rows } = await pool.query<PotArea>(areasOfPot, [potId, on, endOfDay(on)])
  return rows
}

const areasOfPot = `
  select area.id as "areaId", organisation.name, organisation.slug, entry.status,
    exists (select from mayor_terms where combined_authority_id = area.id
      and from_on <= $2 and (to_on is null or to_on > $2)) as "hasMayor",
    entry.chief_digital_officer_from_on::text as "chiefDigitalOfficerFromOn",
    entry.strategy_published_on::text as "strategyPublishedOn",
    entry.strategy_url as "strategyUrl", entry.from_on::text as "fromOn"
  from combined_authorities area
  join organisations organisation on organisation.id = area.id
  left join lateral (select * from (
      select * from area_registrations where combined_authority_id = area.id and pot_id = $1
        and from_on <= $2 and approved_at < $3 order by from_on desc, approved_at desc, id desc limit 1) last
    where to_on is null or to_on > $2) entry on true
  where entry.id is not null or (area.is_mayoral and not exists (select from former_organisations where id = area.id))
  order by entry.status is distinct from 'registered', entry.status is null, organisation.name
  limit 200`
