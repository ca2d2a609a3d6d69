import type pg from 'pg'
import { sealJournals } from '#app/domain/ledger/seal-journals.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { BIG_RATE, type Staged, type World } from './stage.ts'
import type { Done } from './users.ts'

export type Judged = { name: string; broken: string[] }
export type Past = {
  journal: string
  journals: string
  audit: string
  audits: string
  fundedPence: bigint
}
export type Evidence = { owner: pg.Client; world: World; staged: Staged; done: Done[]; past: Past }

/** What must hold once all is healed; the numbers are those of the plan the campaign was made from. */
export async function judge(evidence: Evidence): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const [name, broken] of Object.entries(invariants))
    judged.push({ name, broken: await broken(evidence) })
  return judged
}

type Invariant = (evidence: Evidence) => Promise<string[]>

const invariants: Record<string, Invariant> = {
  'I1 I2 I4 I5 I9: every check of every area holds, seals included': async () => {
    await sealJournals()
    const { broken } = await listBroken()
    return broken.map(({ name, rows }) => `${name} (${rows.length} rows)`)
  },
  'I3: the ledger and the audit only grow': onlyGrows,
  'I6: what was acknowledged is there once, what was refused is not': presentOnce,
  'I6: every pot holds what was put in, and no more': fundedOnce,
  'the model: totals and the big pot to the penny': asTheModelSays,
  'I10: every state follows from what happened': ({ owner }) => rowsOf(owner, unreachable),
  'I11: whatever moved money left one record of it': ({ owner }) => rowsOf(owner, unrecorded),
  'I13: nothing is stuck': async ({ owner, done }) => [
    ...done
      .filter(({ outcome }) => outcome === 'stuck')
      .map(({ op, message, unknown }) => `${op.verb}, asked ${unknown} times, ${message}`),
    ...(await rowsOf(owner, stuckJobs)),
  ],
  'I14: no transaction is left open': ({ owner }) => rowsOf(owner, openTransactions),
}
export const invariantNames = Object.keys(invariants)

async function rowsOf(owner: pg.Client, sql: string) {
  const { rows } = await owner.query<Record<string, unknown>>(sql)
  return rows.map((row) => Object.values(row).join(' '))
}

const pastQuery = `
  select (select coalesce(max(id), 0)::text from journals) as journal,
    (select coalesce(max(id), 0)::text from audit_entries) as audit`

const hashes = `
  select (select md5(coalesce(string_agg(concat_ws('/', journals.id, kind, operation_key, at, memo, line, debit_account_id, credit_account_id, amount_pence), ','
        order by journals.id, line), '')) from journals left join transfers on journal_id = journals.id where journals.id <= $1) as journals,
    (select md5(coalesce(string_agg(encode(hash, 'hex'), ',' order by id), '')) from audit_entries where id <= $2) as audits`

/** Where things stand, to be held against later. */
export async function rememberPast(owner: pg.Client, potId: string): Promise<Past> {
  const [last] = (await owner.query<{ journal: string; audit: string }>(pastQuery)).rows
  const { journal = '0', audit = '0' } = last ?? {}
  const [hash] = (await owner.query<{ journals: string; audits: string }>(hashes, [journal, audit]))
    .rows
  return {
    ...{ journal, audit, journals: hash?.journals ?? '', audits: hash?.audits ?? '' },
    fundedPence: await allocated(owner, potId),
  }
}

async function allocated(owner: pg.Client, potId: string) {
  const { rows } = await owner.query<{ pence: string }>(
    'select allocated_pence as pence from pot_balances where pot_id = $1',
    [potId],
  )
  return BigInt(rows[0]?.pence ?? 0)
}

async function onlyGrows({ owner, past }: Evidence) {
  const { rows } = await owner.query<{ journals: string; audits: string }>(hashes, [
    past.journal,
    past.audit,
  ])
  const [now] = rows
  return [
    ...(now?.journals === past.journals ? [] : ['a journal is not as it was']),
    ...(now?.audits === past.audits ? [] : ['a record of the audit is not as it was']),
    ...(await canBeChanged(owner)),
  ]
}

/** Not even the owner of the tables may change what was written: it tries to, and is refused. */
async function canBeChanged(owner: pg.Client) {
  const found: string[] = []
  for (const sql of [
    'update transfers set amount_pence = amount_pence + 1',
    'delete from transfers',
    'truncate seals, journals cascade',
    `update audit_entries set summary = ''`,
  ]) {
    await owner.query('begin')
    const refused = await owner.query(sql).then(
      () => false,
      () => true,
    )
    await owner.query('rollback')
    if (!refused) found.push(`"${sql}" was not refused`)
  }
  return found
}

const present = `
  select 'pledge' as verb, id::text as key, (select count(*)::int from journals where kind = 'pledge-committed' and pledge_id = pledges.id) as times from pledges
  union all select 'withdraw', id::text, (select count(*)::int from audit_entries where action = 'pledge-withdrawn' and subject_id = pledges.id) from pledges
  union all select 'fund', operation_key::text, count(*)::int from journals where kind = 'pot-funded' group by operation_key
  union all select 'receive', operation_key::text, count(*)::int from receipts group by operation_key
  union all select 'close', id::text, (select count(*)::int from audit_entries where action = 'round-closed' and detail ->> 'roundId' = rounds.id::text) from rounds
  union all select 'approve', claim_id || '/' || decided_by_id, count(*)::int from payment_approvals group by claim_id, decided_by_id
  union all select 'file', operation_key::text, count(*)::int from payment_files group by operation_key
  union all select 'send', id::text, (sent_at is not null)::int from payment_files
  union all select 'settle', payment_files.id::text, case when settled_at is null then 0 else (
      select coalesce(max(posted), 0)::int from (select count(*) as posted from payments join journals on payment_id = payments.id and journals.kind = 'payment-settled'
        where payment_file_id = payment_files.id group by payments.id) paid) end from payment_files`

const placeOf = ({ verb, about, key, actor }: Done['op']) =>
  verb === 'fund' || verb === 'receive' || verb === 'file'
    ? `${verb} ${key}`
    : verb === 'approve'
      ? `approve ${about}/${actor.personId}`
      : `${verb === 'sign' ? 'pledge' : verb} ${about}`

async function presentOnce({ owner, done }: Evidence) {
  const { rows } = await owner.query<{ verb: string; key: string; times: number }>(present)
  const times = new Map(rows.map((row) => [`${row.verb} ${row.key}`, row.times]))
  return done.flatMap(({ op, outcome, message }) => {
    const found = times.get(placeOf(op)) ?? 0
    const told = `${op.verb} ${op.about} was ${outcome} (${message}) and is there ${found} times`
    if (found > 1) return [told]
    // A refusal says that this one was not done; a colleague may have.
    const isOthers = op.verb === 'close' || op.verb === 'send' || op.verb === 'settle'
    if (outcome === 'acked' && found !== 1) return [told]
    return outcome === 'refused' && found !== 0 && !isOthers ? [told] : []
  })
}

async function fundedOnce({ owner, world, done, past }: Evidence) {
  const { id } = world.pots.small
  const meant = done
    .filter(({ op, outcome }) => op.verb === 'fund' && outcome === 'acked')
    .reduce((sum, { op }) => sum + BigInt(op.args.pence ?? 0), past.fundedPence)
  const is = await allocated(owner, id)
  return is === meant ? [] : [`the small pot holds ${is}p where ${meant}p were put in`]
}

/** Pledges as users know them, added up here, against the rows the site keeps. */
async function asTheModelSays({ owner, world, staged }: Evidence) {
  const { rows } = await owner.query<Known>(known, [
    staged.rounds.map(({ id }) => id),
    world.pots.big.id,
  ])
  const broken: string[] = []
  for (const { id, isFar } of staged.rounds) {
    const own = rows.filter((row) => row.round === id)
    const [totals] = own
    const live = own.filter(({ state }) => state === 'committed' || state === 'called')
    const pledged = live.reduce((sum, { pence }) => sum + BigInt(pence), 0n)
    const { councils = 0, kept = '0' } = totals ?? {}
    if (live.length !== councils || pledged !== BigInt(kept))
      broken.push(`round ${id} keeps ${councils} and ${kept}p for ${live.length} and ${pledged}p`)
    for (const { pledge, pence, matched } of isFar ? live : [])
      if (BigInt(matched) !== (BigInt(pence) * BIG_RATE) / 10_000n)
        broken.push(`pledge ${pledge} of ${pence}p is matched with ${matched}p`)
  }
  return broken
}

type Known = {
  round: string
  pledge: string
  state: string
  pence: string
  matched: string
  councils: number
  kept: string
}
const known = `
  select pledges.round_id as round, pledges.id as pledge, state, amount_pence as pence, council_count as councils, pledged_pence as kept,
    (select coalesce(sum(amount_pence), 0) from matches where pledge_id = pledges.id and pot_id = $2 and matches.state <> 'released') as matched
  from pledges join round_totals using (round_id) where round_id = any ($1)`

const unreachable = `
  select pledges.id, state from pledges join rounds on rounds.id = round_id
  where case
    when exists (select from audit_entries where subject_id = pledges.id and action = 'pledge-withdrawn') then state <> 'withdrawn'
    when closed_at is null and exists (select from journals where pledge_id = pledges.id and kind = 'pledge-committed') then state <> 'committed'
    when closed_at is null then state not in ('draft', 'awaiting-approval')
    when outcome = 'funded' and exists (select from journals where pledge_id = pledges.id and kind = 'pledge-committed')
      and not exists (select from journals where pledge_id = pledges.id and kind = 'pledge-lapsed') then state <> 'called'
    else state <> 'lapsed' end`

const unrecorded = `
  select 'pledge', pledges.id from pledges where (select count(*) from audit_entries where subject_id = pledges.id and action in ('pledge-made', 'pledge-approved'))
      <> (select count(*) from journals where pledge_id = pledges.id and kind = 'pledge-committed')
  union all select 'withdrawal', pledges.id from pledges where (state = 'withdrawn')::int
      <> (select count(*) from audit_entries where subject_id = pledges.id and action = 'pledge-withdrawn')
  union all select 'funding', pots.id from pots where (select count(*) from audit_entries where subject_id = pots.id and action = 'pot-funded')
      <> (select count(*) from transfers join journals on journals.id = journal_id join accounts on accounts.id = credit_account_id
        where accounts.pot_id = pots.id and journals.kind = 'pot-funded')
  union all select 'closing', challenges.id from challenges where (select count(*) from rounds where challenge_id = challenges.id and closed_at is not null)
      <> (select count(*) from audit_entries where subject_id = challenges.id and action = 'round-closed')
  union all select 'approval', milestones.id from milestones
    where (select count(*) from payment_approvals join claims on claims.id = claim_id where milestone_id = milestones.id and decision = 'approved')
      <> (select count(*) from audit_entries where subject_id = milestones.id and action = 'payment-approved')
  union all select 'receipt', collections.id from collections
    where (select count(*) from receipts where collection_id = collections.id)
      <> (select count(*) from audit_entries where subject_id = collections.pledge_id and action = 'collection-received')`

// A job that was asked for again while it ran is marked as used up, without an error; another one is there for it.
const stuckJobs = `
  select task_identifier, attempts, last_error from graphile_worker.jobs
  where (attempts >= max_attempts and last_error is not null)
    or (attempts < max_attempts and locked_at < now() - interval '7 minutes')`

const openTransactions = `
  select pid, state, left(query, 80) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and (xact_start < now() - interval '30 seconds' or (state like 'idle in transaction%' and state_change < now() - interval '2 seconds'))`
