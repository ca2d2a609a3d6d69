import { z } from 'zod'
import { formatPounds, PenceInput, type Pence } from '#app/core/money.ts'
import { DayInput, type Day } from '#app/core/time.ts'
import { spendKindLabel, spendKinds, type SpendKind } from './spend.ts'
import type { SpendingLock } from './spending-lock.ts'

/** Up to what sum somebody may sign on a day; without a kind of spend it is for any. */
export type DelegatedLimit = {
  spend: SpendKind | undefined
  limitPence: Pence
  /** For 1 April to 31 March; without one there is no limit for the year. */
  yearLimitPence: Pence | undefined
}

/** Somebody of a council as its scheme of delegation sees them on one day. */
export type Delegate = {
  membershipId: string
  personId: string
  name: string
  jobTitle: string
  isFinanceApprover: boolean
  limits: DelegatedLimit[]
  /** The memberships whose limits they may use that day. */
  standsInFor: string[]
}

/** A council's scheme of delegation on one day. */
export type Scheme = {
  people: Delegate[]
  /** The membership of the officer responsible for its money. Local Government Act 1972, s.151. */
  chiefFinanceOfficerId: string | undefined
  locks: SpendingLock[]
}

/** A limit for this kind of spend goes before one for any kind. */
export const limitFor = (limits: DelegatedLimit[], spend: SpendKind) =>
  limits.find((limit) => limit.spend === spend) ?? limits.find((limit) => limit.spend === undefined)

/** "£20,000 a pledge for capital, £100,000 a financial year". */
export function describeLimit({ limitPence, spend, yearLimitPence }: DelegatedLimit) {
  const kind = spend ? ` for ${spendKindLabel[spend].toLowerCase()}` : ''
  const year =
    yearLimitPence === undefined ? '' : `, ${formatPounds(yearLimitPence)} a financial year`
  return `${formatPounds(limitPence)}${kind}${year}`
}

export const hasLock = ({ locks }: Scheme, kind: SpendingLock['kind']) =>
  locks.some((lock) => lock.kind === kind)

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value)

const Source = z
  .string('Say which decision says so')
  .trim()
  .min(3, 'Say which decision says so, like “Scheme of delegation, part 3”')
  .max(200, 'Use 200 characters or fewer')

export const LimitInput = z
  .object({
    limit: PenceInput,
    spend: z.preprocess(
      emptyIsNone,
      z.enum(spendKinds, 'Choose a kind of spend from the list').optional(),
    ),
    yearLimit: z.preprocess(emptyIsNone, PenceInput.optional()),
    from: DayInput,
    source: Source,
  })
  .refine(({ limit, yearLimit }) => yearLimit === undefined || yearLimit >= limit, {
    path: ['yearLimit'],
    message: 'Enter at least the limit for each pledge, or leave it empty',
  })
export type LimitInput = z.output<typeof LimitInput>

/** A file with all limits of a council, as it was chosen or pasted. */
export const SchemeFileInput = z.object({
  content: z
    .string()
    .max(100_000, 'Use 100,000 characters or fewer')
    .refine((text) => text.trim() !== '', 'Choose a file, or paste its lines'),
  from: DayInput,
  source: Source,
})
export type SchemeFileInput = z.output<typeof SchemeFileInput>

export const DeputyInput = z
  .object({
    principalId: z.uuid('Choose whom they stand in for'),
    from: DayInput,
    to: DayInput,
    source: Source,
  })
  .refine(({ from, to }) => to >= from, {
    path: ['to'],
    message: 'Enter the first day or a later one',
  })
export type DeputyInput = z.output<typeof DeputyInput>

export const ChiefFinanceOfficerInput = z.object({
  membershipId: z.uuid('Choose a person from the list'),
  from: DayInput,
  source: Source,
})
export type ChiefFinanceOfficerInput = z.output<typeof ChiefFinanceOfficerInput>

export const ThresholdInput = z
  .object({
    takes: z.enum(['yes', 'no'], 'Choose how your council decides'),
    above: z.preprocess(emptyIsNone, PenceInput.optional()),
    from: DayInput,
    source: Source,
  })
  .refine(({ takes, above }) => takes === 'no' || above !== undefined, {
    path: ['above'],
    message: 'Enter an amount in pounds',
  })
export type ThresholdInput = z.output<typeof ThresholdInput>

/** "Margaret Osei stands in from 1 to 14 March": both days count. */
export type Deputy = {
  id: string
  membershipId: string
  name: string
  principalId: string
  principalName: string
  from: Day
  /** The last day on which it holds. */
  through: Day
  source: string
}
