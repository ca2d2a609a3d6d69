import { z } from 'zod'

export const MOST_POINTS = 5

/** What each number of points means, the same on every sheet. */
export const pointsMeaning = ['Not answered', 'Poor', 'Weak', 'Fair', 'Good', 'Excellent'] as const

const LONGEST_REASON = 2_000

export type SheetRow = { criterionId: string; points: number | null; reason: string }
export type AgreedRow = { criterionId: string; points: number; reason: string }

type CriterionPlace = { id: string; position: number; name: string }
type Refuse = (field: string, message: string) => void

/** A sheet as it was sent; the criteria it is about are known only to the verb. */
export const SheetInput = z
  .looseObject({ intent: z.enum(['later', 'finish']).default('later') })
  .transform(({ intent, ...fields }) => ({ intent, fields: fields as Record<string, unknown> }))
export type SheetInput = z.output<typeof SheetInput>

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** Reads `points1`, `reason1` and so on. A finished sheet has every one; a draft may lack some. */
export function readSheet(
  { intent, fields }: SheetInput,
  criteria: readonly CriterionPlace[],
  refuse: Refuse,
): SheetRow[] {
  const mustBeWhole = intent === 'finish'
  return criteria.map(({ id, position, name }) => {
    const typed = text(fields[`points${position}`])
    const reason = text(fields[`reason${position}`])
    const points = /^[0-5]$/.test(typed) ? Number(typed) : null
    if (points === null && (mustBeWhole || typed))
      refuse(`points${position}`, `Choose a score for “${name}”`)
    if (mustBeWhole && !reason) refuse(`reason${position}`, `Give your reason for “${name}”`)
    if (reason.length > LONGEST_REASON) refuse(`reason${position}`, 'Use 2,000 characters or fewer')
    return { criterionId: id, points, reason }
  })
}

export const isComplete = (rows: readonly SheetRow[]): rows is AgreedRow[] =>
  rows.every(({ points, reason }) => points !== null && reason !== '')
