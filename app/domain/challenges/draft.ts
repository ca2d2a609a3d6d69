import { z } from 'zod'
import { formatCount } from '#app/core/number.ts'
import { PenceInput } from '#app/core/money.ts'
import { themes } from './theme.ts'

/** The questions of a challenge, one a page, in the order they are asked. */
export const draftSteps = [
  'title',
  'problem',
  'service',
  'cost',
  'outcome',
  'adoption',
  'standards',
] as const
export type DraftStep = (typeof draftSteps)[number]

export const stepLabel: Record<DraftStep, string> = {
  title: 'Title',
  problem: 'The problem',
  service: 'The service it touches',
  cost: 'What it costs today',
  outcome: 'What good looks like',
  adoption: 'How councils will take it up',
  standards: 'Standards and data',
}

/** What each page of a draft asks, as its heading. */
export const stepQuestion: Record<DraftStep, string> = {
  title: 'What should be solved?',
  problem: 'What is the problem?',
  service: 'Which service does it touch?',
  cost: 'What does the problem cost today?',
  outcome: 'What does good look like?',
  adoption: 'How will councils take it up?',
  standards: 'Which standards and data matter?',
}

export const isDraftStep = (text: string): text is DraftStep =>
  draftSteps.includes(text as DraftStep)

/** The question after this one; undefined after the last, when answers are checked. */
export const stepAfter = (step: DraftStep): DraftStep | undefined =>
  draftSteps[draftSteps.indexOf(step) + 1]

export const stepBefore = (step: DraftStep): DraftStep | undefined =>
  draftSteps[draftSteps.indexOf(step) - 1]

/** Where to go under the draft's address: after the title to what is similar, at the end to the check. */
export function stepAfterSaving(step: DraftStep, isCheck: boolean) {
  if (isCheck) return ''
  if (step === 'title') return '/similar'
  const next = stepAfter(step)
  return next ? `/${next}` : ''
}

export const stepNumber = (step: DraftStep) => draftSteps.indexOf(step) + 1

const words = (most: number, missing: string) =>
  z
    .string(missing)
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(most, `Shorten this to ${formatCount(most)} characters`),
    )

const emptyToNull = (text: unknown) => (typeof text === 'string' && !text.trim() ? null : text)
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(emptyToNull, schema.nullable().default(null))

const VolumeInput = z
  .string()
  .trim()
  .regex(/^\d{1,3}(,\d{3})+$|^\d+$/, 'Enter a whole number, like 2,900')
  .transform((text) => Number(text.replaceAll(',', '')))
  .refine((volume) => volume <= 1_000_000_000, 'Enter 1,000,000,000 or less')

export const optionalVolume = optional(VolumeInput)
export const optionalPence = optional(PenceInput)
export const optionalWords = (most: number) => optional(words(most, ''))
export const requiredWords = words

const listed = (missing: string) =>
  z.coerce.number(missing).int(missing).min(1, missing).max(1_000_000, missing)

const TitleAnswers = z.object({
  title: words(120, 'Enter a title'),
  shortTitle: words(50, 'Enter a short title'),
})

export const StartInput = TitleAnswers.extend({ operationKey: z.uuid() })
export type StartInput = z.output<typeof StartInput>

/** When the challenge had last changed as the form was opened; the form carries it. */
export const seenAt = z.coerce.date()

export const PublishInput = z.object({ seenAt })

/** A page of the draft: which question, and what the form gave for it. */
export const StepInput = z.discriminatedUnion('step', [
  TitleAnswers.extend({ step: z.literal('title'), seenAt }),
  z.object({
    step: z.literal('problem'),
    seenAt,
    summary: words(300, 'Enter a summary of the problem'),
    problem: words(6_000, 'Describe the problem'),
    quote: optionalWords(300),
    quoteBy: optionalWords(120),
  }),
  z.object({
    step: z.literal('service'),
    seenAt,
    serviceFunctionId: listed('Choose the service area'),
    serviceName: optionalWords(200),
    theme: optional(z.enum(themes, 'Choose one of the themes')),
  }),
  z.object({
    step: z.literal('cost'),
    seenAt,
    costToday: words(2_000, 'Say what the problem costs today'),
    leadVolumePerYear: optionalVolume,
    leadYearlyCostPence: optionalPence,
    typicalCostPence: optionalPence,
  }),
  z.object({
    step: z.literal('outcome'),
    seenAt,
    outcome: words(2_000, 'Enter at least one thing that good looks like'),
  }),
  z.object({
    step: z.literal('adoption'),
    seenAt,
    adoptionRoute: words(2_000, 'Say how councils will take up the solution'),
    runningCostYearlyPence: optionalPence,
  }),
  z.object({
    step: z.literal('standards'),
    seenAt,
    standards: optionalWords(2_000),
    dataNotes: optionalWords(2_000),
  }),
])
export type StepInput = z.output<typeof StepInput>

/** The parts of a draft that a challenge cannot be published without. */
type Answered = {
  shortTitle: string | null
  summary: string | null
  problem: string | null
  serviceFunctionId: number | null
  costToday: string | null
  outcome: string | null
  adoptionRoute: string | null
}

/** Questions that must be answered before the draft can be published, in order. */
export function missingSteps(draft: Answered): DraftStep[] {
  const missing: Partial<Record<DraftStep, boolean>> = {
    title: !draft.shortTitle,
    problem: !draft.summary || !draft.problem,
    service: draft.serviceFunctionId === null,
    cost: !draft.costToday,
    outcome: !draft.outcome,
    adoption: !draft.adoptionRoute,
  }
  return draftSteps.filter((step) => missing[step])
}

/** Texts with one point a line: "what good looks like". */
export const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^[-•*]\s*/, '').trim())
    .filter(Boolean)
