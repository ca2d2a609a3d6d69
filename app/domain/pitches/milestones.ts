import { z } from 'zod'
import { formatPounds, PenceInput, type Pence } from '#app/core/money.ts'
import { addDays, londonDay, type Day } from '#app/core/time.ts'

export const MOST_MILESTONES = 12

export type MilestoneDraft = {
  title: string
  acceptanceTest: string
  pricePence: Pence
  weeksFromStart: number
}

const milestoneFields = ['title', 'acceptanceTest', 'price', 'weeks'] as const
export type MilestoneField = (typeof milestoneFields)[number]
/** What was typed into one row, before anybody checked it. */
export type MilestoneRow = Record<MilestoneField, string>

export const emptyRow: MilestoneRow = { title: '', acceptanceTest: '', price: '', weeks: '' }

/** The price of a pitch is nothing but the sum of its milestones. */
export const priceOf = (milestones: readonly { pricePence: Pence }[]) =>
  milestones.reduce((sum, { pricePence }) => sum + pricePence, 0n)

/** The first day on which the work can be done: nobody begins before pitches close. */
export const earliestEnd = (closesAt: Date, milestones: { weeksFromStart: number }[]): Day =>
  addDays(
    londonDay(closesAt),
    7 * Math.max(0, ...milestones.map(({ weeksFromStart }) => weeksFromStart)),
  )

const rowSchemas = {
  title: z
    .string()
    .trim()
    .min(1, 'Enter what you will deliver')
    .max(120, 'Use 120 characters or fewer'),
  acceptanceTest: z
    .string()
    .trim()
    .min(1, 'Enter how the council will know it is done')
    .max(1000, 'Use 1,000 characters or fewer'),
  price: PenceInput.refine((pence) => pence > 0n, 'Enter a price above £0'),
  weeks: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'Enter weeks from the start, like 6')
    .transform(Number)
    .refine((weeks) => weeks >= 1 && weeks <= 260, 'Enter weeks from 1 to 260'),
}

/** What the buttons ask for: keep it, or show the form with one row more or less. */
export type MilestonesInput =
  | { wants: 'add' | 'remove'; rows: MilestoneRow[] }
  | { wants: 'save' | 'later'; milestones: MilestoneDraft[] }

/** Rows are sent as `title1`, `price1` and so on; a row left empty does not count. */
export const MilestonesInput = z
  .looseObject({})
  .transform((form: Record<string, unknown>, context): MilestonesInput => {
    const rows = readRows(form)
    const intent = String(form.intent ?? 'save')
    if (intent === 'add')
      return { wants: 'add', rows: [...rows, emptyRow].slice(0, MOST_MILESTONES) }
    if (intent.startsWith('remove-'))
      return {
        wants: 'remove',
        rows: rows.filter((_, place) => place + 1 !== Number(intent.slice(7))),
      }

    const milestones = rows.flatMap((row, place) => {
      if (isEmptyRow(row)) return []
      return [
        readRow(row, (field, message) =>
          context.addIssue({
            code: 'custom',
            path: [`${field}${place + 1}`],
            message,
            input: row[field],
          }),
        ),
      ]
    })
    if (milestones.length === 0 && intent !== 'later')
      context.addIssue({
        code: 'custom',
        path: ['title1'],
        message: 'Enter at least one milestone',
        input: '',
      })
    return { wants: intent === 'later' ? 'later' : 'save', milestones }
  })

const isEmptyRow = (row: MilestoneRow) => milestoneFields.every((field) => row[field].trim() === '')

function readRows(form: Record<string, unknown>): MilestoneRow[] {
  const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  const sent = Array.from({ length: MOST_MILESTONES }, (_, place) => place + 1).filter((number) =>
    milestoneFields.some((field) => form[`${field}${number}`] !== undefined),
  )
  return Array.from({ length: Math.max(0, ...sent) }, (_, place) => ({
    title: text(`title${place + 1}`),
    acceptanceTest: text(`acceptanceTest${place + 1}`),
    price: text(`price${place + 1}`),
    weeks: text(`weeks${place + 1}`),
  }))
}

function readRow(row: MilestoneRow, refuse: (field: MilestoneField, message: string) => void) {
  const read = <F extends MilestoneField>(field: F) => {
    const parsed = rowSchemas[field].safeParse(row[field])
    if (!parsed.success) refuse(field, parsed.error.issues[0]?.message ?? 'Check this answer')
    return parsed.data as z.output<(typeof rowSchemas)[F]> | undefined
  }
  return {
    title: read('title') ?? '',
    acceptanceTest: read('acceptanceTest') ?? '',
    pricePence: read('price') ?? 0n,
    weeksFromStart: read('weeks') ?? 1,
  }
}

/** What is wrong with the price as a whole, or nothing. */
export function priceProblem(milestones: readonly { pricePence: Pence }[], limitPence: Pence) {
  const price = priceOf(milestones)
  return price > limitPence
    ? `Your milestones add up to ${formatPounds(price)}. The limit is ${formatPounds(limitPence)}`
    : undefined
}
