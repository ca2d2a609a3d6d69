import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Day } from '#app/core/time.ts'
import type { SpendKind } from './spend.ts'

/** Up to what sum somebody may sign; of any funding type where it names none. */
type Limit = { spend: SpendKind | null; limitPence: string; yearLimitPence: string | null }

/** What somebody may do for a council on a day, beside what they have signed already. */
export type Powers = {
  /** Their membership of the council, or of the one it is part of; undefined, they are not one of its people. */
  membershipId: string | undefined
  roles: string[]
  limits: { spend: SpendKind | null; limitPence: Pence; yearLimitPence: Pence | undefined }[]
  /** A spending lock is on the council. */
  hasLock: boolean
  keyDecisionAbovePence: Pence | undefined
}

type Asked = { personId: string; councilId: string; on: Day }

const MOST_KEPT = 10_000

const kept = processWide('powers', () => ({ version: '', powers: new Map<string, Powers>() }))

/**
 * As of this version of the rule book, which the caller has just read, or of a later one. Whatever changes what
 * somebody may do turns it (triggers on members, roles, limits, locks, thresholds), so memory is never trusted.
 */
export async function getPowers(asked: Asked, version: string): Promise<Powers> {
  const key = `${asked.personId}/${asked.councilId}/${asked.on}`
  const known = kept.version === version ? kept.powers.get(key) : undefined
  if (known) return known
  const read = await readPowers(asked)
  if (kept.version !== read.version || kept.powers.size >= MOST_KEPT) kept.powers.clear()
  kept.version = read.version
  kept.powers.set(key, read.powers)
  return read.powers
}

type Row = {
  version: string
  membershipId: string | null
  roles: string[]
  limits: Limit[]
  hasLock: boolean
  keyDecisionAbovePence: Pence | null
}

async function readPowers({ personId, councilId, on }: Asked) {
  const values = [personId, councilId, on]
  const { rows } = await pool.query<Row>({ name: 'powers', text: powersOf, values })
  const [row] = rows
  invariant(row, 'there is one rule book')
  const { version, membershipId, roles, limits, hasLock, keyDecisionAbovePence } = row
  const powers: Powers = {
    membershipId: membershipId ?? undefined,
    roles,
    limits: limits.map(({ spend, limitPence, yearLimitPence }) => ({
      spend,
      limitPence: BigInt(limitPence),
      yearLimitPence: yearLimitPence === null ? undefined : BigInt(yearLimitPence),
    })),
    hasLock,
    keyDecisionAbovePence: keyDecisionAbovePence ?? undefined,
  }
  return { version, powers }
}

/** The limit that a sum of this funding type is signed under: the one for it, else the one for all. */
export const limitFor = ({ limits }: Powers, spend: SpendKind) =>
  limits.find((limit) => limit.spend === spend) ?? limits.find((limit) => limit.spend === null)

const powersOf = `
  select rule_books.version, own.id as "membershipId",
    array(select role from membership_roles where membership_id = own.id) as roles,
    (select coalesce(jsonb_agg(jsonb_build_object('spend', spend, 'limitPence', limit_pence::text, 'yearLimitPence', year_limit_pence::text)), '[]')
      from delegated_limits where membership_id = own.id and from_on <= $3::date and (to_on is null or to_on > $3::date)) as limits,
    exists (select from spending_locks where council_id = answering_organisation($2::uuid)
      and from_on <= $3::date and (to_on is null or to_on > $3::date)) as "hasLock",
    (select above_pence from (
        select 1 as place, above_pence, from_on, to_on from key_decision_thresholds where council_id = answering_organisation($2::uuid)
        union all select 2, value, from_on, to_on from policy_numbers where key = 'key-decision-above-pence') threshold
      where from_on <= $3::date and (to_on is null or to_on > $3::date) order by place limit 1) as "keyDecisionAbovePence"
  from rule_books
  left join memberships own on person_id = $1::uuid and organisation_id = answering_organisation($2::uuid) and ended_at is null`
