import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { Day } from '#app/core/time.ts'
import { readSharing, type SharingLine } from '../pledges/sharing-view-queries.server.ts'
import type { Working } from '../pots/match-step.ts'
import { fundings } from '../pots/fundings.server.ts'
import type { Purse } from '../pots/purse.ts'
import { readRuleNames } from '../pots/rule-names.server.ts'
import { listRuleVersions, type RuleVersion } from '../pots/rule-queries.server.ts'
import { storedTerms } from '../pots/rule-terms.ts'
import { describeRule, type RuleNames } from '../pots/rule-words.ts'
import { describeWorking } from '../pots/working-words.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

const ROWS_AT_ONCE = 1_000

const sharingColumns: CsvColumn<SharingLine>[] = [
  { name: 'challenge', value: (row) => row.title },
  { name: 'challenge_slug', value: (row) => row.slug },
  { name: 'councils', value: (row) => row.councilCount },
  { name: 'pledged_pence', value: (row) => row.pledgedPence },
  { name: 'strength_pence', value: (row) => row.strengthPence },
  { name: 'by_strength_pence', value: (row) => row.byStrengthPence },
  { name: 'cap_pence', value: (row) => row.capPence },
  { name: 'share_pence', value: (row) => row.sharePence },
  { name: 'reserved_pence', value: (row) => row.givenPence },
]

/** What each challenge gets, or would get now, of a pot that is shared out. Public. */
export async function sharingCsv(potId: string) {
  return inPages(sharingColumns, await readSharing(potId))
}

async function* inPages<Row>(columns: CsvColumn<Row>[], pages: AsyncIterable<Row[]>) {
  yield csvHeader(columns)
  for await (const rows of pages) yield rows.map((row) => csvRow(columns, row)).join('')
}

async function* inLines<Row>(columns: CsvColumn<Row>[], rows: Row[] | Promise<Row[]>) {
  yield csvHeader(columns)
  yield (await rows).map((row) => csvRow(columns, row)).join('')
}

type MatchRow = {
  id: string
  challengeId: string
  pledge: number
  challengeTitle: string
  challengeSlug: string
  councilName: string | null
  purse: Purse
  areaName: string | null
  ruleVersion: number
  pledgedPence: Pence
  wantedPence: Pence
  amountPence: Pence
  boundBy: string | null
  state: string
  reservedAt: Date
  working: Working
}
const matchColumns: CsvColumn<MatchRow>[] = [
  { name: 'pledge', value: (row) => `PL-${row.pledge}` },
  { name: 'challenge', value: (row) => row.challengeTitle },
  { name: 'challenge_slug', value: (row) => row.challengeSlug },
  { name: 'council', value: (row) => row.councilName ?? 'Not named yet' },
  { name: 'area', value: (row) => row.areaName },
  { name: 'purse', value: (row) => row.purse },
  { name: 'rule_version', value: (row) => row.ruleVersion },
  { name: 'pledged_pence', value: (row) => row.pledgedPence },
  { name: 'wanted_pence', value: (row) => row.wantedPence },
  { name: 'match_pence', value: (row) => row.amountPence },
  { name: 'stopped_by', value: (row) => row.boundBy },
  { name: 'state', value: (row) => row.state },
  { name: 'reserved_at', value: (row) => row.reservedAt.toISOString() },
  { name: 'working', value: (row) => describeWorking(row.working).join(' ') },
]

const matchesOfPot = `
  select matches.id, matches.challenge_id as "challengeId", pledges.number as pledge, coalesce(short_title, title) as "challengeTitle",
    challenges.slug as "challengeSlug",
    case when is_name_shown or pledges.state = 'called' then council.name end as "councilName",
    area.name as "areaName", pot_rules.version as "ruleVersion", pledges.amount_pence as "pledgedPence",
    wanted_pence as "wantedPence", matches.amount_pence as "amountPence", bound_by as "boundBy",
    matches.state, matches.purse, reserved_at as "reservedAt", working
  from matches join pledges on pledges.id = pledge_id join challenges on challenges.id = matches.challenge_id
  join organisations council on council.id = matches.council_id
  join pot_rules on pot_rules.id = rule_id left join organisations area on area.id = area_id
  where matches.pot_id = $1 and released_at is null and (reserved_at, matches.challenge_id, matches.id)
    > (coalesce($2::timestamptz, '-infinity'), coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'),
      coalesce($4::uuid, '00000000-0000-0000-0000-000000000000'))
  order by reserved_at, matches.challenge_id, matches.id limit $5`

/** Every match of a pot with its working, first come first, read page by page. Public. */
export async function* potMatchesCsv(potId: string) {
  yield csvHeader(matchColumns)
  let after: MatchRow | undefined
  for (;;) {
    const { rows }: { rows: MatchRow[] } = await pool.query<MatchRow>(matchesOfPot, [
      ...[potId, after?.reservedAt ?? null, after?.challengeId ?? null, after?.id ?? null],
      ROWS_AT_ONCE,
    ])
    yield rows.map((row) => csvRow(matchColumns, row)).join('')
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)
  }
}

type FundingRow = {
  journal: bigint
  at: Date
  funder: string
  purse: Purse
  pence: Pence
  memo: string
}
const fundingColumns: CsvColumn<FundingRow>[] = [
  { name: 'journal', value: (row) => row.journal },
  { name: 'at', value: (row) => row.at.toISOString() },
  { name: 'funder', value: (row) => row.funder },
  { name: 'purse', value: (row) => row.purse },
  { name: 'what', value: (row) => row.memo },
  { name: 'amount_pence', value: (row) => row.pence },
]

const fundingsOfPot = `
  select journal_id as journal, at, name as funder, memo, purse, pence
  from ${fundings} join organisations on organisations.id = funder_id
  where pot_id = $1 order by journal_id, line limit 20000`

/** What funders put into a pot, and took back. Public. */
export async function fundingsCsv(potId: string) {
  const { rows } = await pool.query<FundingRow>(fundingsOfPot, [potId])
  return inLines(fundingColumns, rows)
}

type RuleLine = RuleVersion & { names: RuleNames }
const ruleColumns: CsvColumn<RuleLine>[] = [
  { name: 'version', value: (row) => row.version },
  { name: 'in_force_from', value: (row) => row.inForceFrom.toISOString() },
  { name: 'published_at', value: (row) => row.publishedAt.toISOString() },
  { name: 'published_by', value: (row) => row.publishedBy.name },
  { name: 'second_publisher', value: (row) => row.secondPublisher.name },
  { name: 'reason', value: (row) => row.reason },
  { name: 'in_words', value: wordsOf },
  { name: 'terms', value: (row) => JSON.stringify(storedTerms(row.terms)) },
]

function wordsOf({ terms, names }: RuleLine) {
  const { headline, rows } = describeRule(terms, { askedAfter: [], closesOn: undefined, names })
  return [headline, ...rows.map(({ term, text }) => `${term}: ${text}`)].join(' ')
}

/** Every version of a pot's rule, the newest first, in words and as data. Public. */
export async function rulesCsv(potId: string) {
  const versions = await listRuleVersions(potId)
  const names = await readRuleNames(versions.map(({ terms }) => terms))
  return inLines(
    ruleColumns,
    versions.map((rule) => ({ ...rule, names })),
  )
}

type RegisterRow = {
  area: string
  status: string
  officerFromOn: Day | null
  strategyOn: Day | null
  strategyUrl: string | null
  evidenceUrl: string | null
  fromOn: Day
  toOn: Day | null
  reason: string | null
  proposedBy: string | null
  approvedBy: string | null
  approvedAt: Date
}
const registerColumns: CsvColumn<RegisterRow>[] = [
  { name: 'area', value: (row) => row.area },
  { name: 'status', value: (row) => row.status },
  { name: 'chief_digital_officer_from', value: (row) => row.officerFromOn },
  { name: 'strategy_published_on', value: (row) => row.strategyOn },
  { name: 'strategy_url', value: (row) => row.strategyUrl },
  { name: 'evidence_url', value: (row) => row.evidenceUrl },
  { name: 'from', value: (row) => row.fromOn },
  { name: 'until', value: (row) => row.toOn },
  { name: 'why', value: (row) => row.reason },
  { name: 'proposed_by', value: (row) => row.proposedBy },
  { name: 'approved_by', value: (row) => row.approvedBy },
  { name: 'approved_at', value: (row) => row.approvedAt.toISOString() },
]

/** All that was ever said on a pot's register of areas, by area and day. Public. */
export async function registerCsv(potId: string) {
  const { rows } = await pool.query<RegisterRow>(
    `select organisations.name as area, status, chief_digital_officer_from_on::text as "officerFromOn",
       strategy_published_on::text as "strategyOn", strategy_url as "strategyUrl",
       evidence_url as "evidenceUrl", from_on::text as "fromOn", to_on::text as "toOn", reason,
       proposer.name as "proposedBy", approver.name as "approvedBy", approved_at as "approvedAt"
     from area_registrations join organisations on organisations.id = combined_authority_id
     left join people proposer on proposer.id = proposed_by_id
     left join people approver on approver.id = decided_by_id
     where pot_id = $1 order by area, from_on, approved_at limit 5000`,
    [potId],
  )
  return inLines(registerColumns, rows)
}
