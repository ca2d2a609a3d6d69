import { Prisma } from '#prisma/generated/client.ts'
import { clock } from '#app/core/clock.ts'
import { addDays, endOfDay, londonDay } from '#app/core/time.ts'
import { CLOSING_SOON_DAYS, type ChallengeFilters } from './challenge-filters.ts'

/** What a search found, best first, and whether there are others. */
export type Found = { numbers: number[]; relevances: number[]; isMore: boolean }

type Asked = { filters: ChallengeFilters; found: Found | undefined }

/**
 * For the list: `changed`, the challenges whose noted facts may no longer be so; `fresh`, those as they are
 * now, with whether each filter fits; and `sieve`, one row with a bit for each of the others: which were
 * asked for (`asked`) and which fit each filter. Before anything was noted, all are fresh and the sieve is empty.
 */
export function sieve({ filters, found }: Asked) {
  const { stage, area, pot, nation, closing } = filters
  const today = londonDay(clock.now())
  const soonOn = addDays(today, CLOSING_SOON_DAYS)
  const closingOn = addDays(today, Number(closing ?? 0))
  return Prisma.sql`changed as materialized (select challenge_id from changed_challenges), fresh as materialized (
    select *,
      (${stage.length === 0} or standing = any (${stage})) as fits_stage,
      (${area.length === 0} or area_id = any (${area})) as fits_area,
      (${pot.length === 0} or pots && ${pot}::text[]) as fits_pot,
      (${nation.length === 0} or nations && ${nation}::text[]) as fits_nation,
      (${closing === undefined} or (stage = 'pooling' and closes_at < ${endOfDay(closingOn)}::timestamptz))
        as fits_closing
    from (
      select *, case when stage = 'pooling' and closes_at < ${endOfDay(soonOn)}::timestamptz
        then 'closing-soon' else stage end as standing
      from listed_among(array(select challenge_id from changed))
      where ${found ? Prisma.sql`number = any (${found.numbers})` : Prisma.sql`true`}) now
  ), every as materialized (
    select bits as listed, bits # bits as none from list_filters where name = 'all'
  ), stages as materialized (
    select listed, none, pooling & soon as closing_soon, pooling & ~soon as pooling
    from every
    cross join lateral (select ${bitsOf(Prisma.sql`name = 'stage' and value = 'pooling'`)} as pooling) open
    cross join lateral (select ${bitsOf(Prisma.sql`name = 'closing' and value <= ${soonOn}`)} as soon) near
  ), sieve as materialized (
    select none, closing_soon, pooling,
      listed & ~${bitsAt(Prisma.sql`select number from challenges
        where id = any (array(select challenge_id from changed))`)}
        & ${found ? bitsFound(found.numbers) : Prisma.sql`listed`} as asked,
      ${asked(stage.length > 0, stageBits(stage))} as fits_stage,
      ${chosenBits('area', area.map(String))} as fits_area,
      ${chosenBits('pot', pot)} as fits_pot,
      ${chosenBits('nation', nation)} as fits_nation,
      ${asked(closing !== undefined, bitsOf(Prisma.sql`name = 'closing' and value <= ${closingOn}`))} as fits_closing
    from stages
  )`
}

const bitsOf = (which: Prisma.Sql) =>
  Prisma.sql`coalesce((select bit_or(bits) from list_filters where ${which}), none)`

const bitsAt = (numbers: Prisma.Sql) =>
  Prisma.sql`coalesce((select bit_or(set_bit(none, number, 1)) from (${numbers}) numbered
    where number < length(none)), none)`

/** Of a thousand numbers: one by one the database would take as long for them as for all the rest of a list. */
function bitsFound(numbers: number[]) {
  const bytes = Buffer.alloc((Math.max(-1, ...numbers) >> 3) + 1)
  for (const number of numbers)
    bytes[number >> 3] = (bytes[number >> 3] ?? 0) | (128 >> (number & 7))
  return Prisma.sql`substring(${`x${bytes.toString('hex')}`}::varbit || none, 1, length(none))`
}

/** Whether a filter was asked for is a value as well: the text of a list stays the same, so that its plan is kept. */
const asked = (isAsked: boolean, bits: Prisma.Sql) =>
  Prisma.sql`case when ${isAsked} then ${bits} else listed end`

const chosenBits = (name: string, values: string[]) =>
  asked(values.length > 0, bitsOf(Prisma.sql`name = ${name} and value = any (${values})`))

/** Where a challenge stands is its stage, but for those open for pledges. */
function stageBits(standings: ChallengeFilters['stage']) {
  const others = standings.filter((each) => each !== 'pooling' && each !== 'closing-soon')
  return Prisma.sql`(${bitsOf(Prisma.sql`name = 'stage' and value = any (${others})`)}
    | case when ${standings.includes('pooling')} then pooling else none end
    | case when ${standings.includes('closing-soon')} then closing_soon else none end)`
}
