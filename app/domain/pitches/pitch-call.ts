import { z } from 'zod'
import { PenceInput, type Pence } from '#app/core/money.ts'
import {
  DayInput,
  londonDay,
  londonInstant,
  londonTime,
  TimeInput,
  type Day,
} from '#app/core/time.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'

export const MOST_CRITERIA = 6
/** Rows on the form; the portal's policy number may allow fewer, the database never more. */
export const MOST_QUESTIONS = 5
const WHOLE = 10_000

export type CriterionDraft = { name: string; guidance: string | null; weightBasisPoints: number }
export type QuestionDraft = { text: string; guidance: string | null; maximumWords: number }
export type CallDraft = {
  closesAt: Date
  priceLimitPence: Pence
  criteria: CriterionDraft[]
  questions: QuestionDraft[]
}

type CallTimes = { opensAt: Date; closesAt: Date }

/** The closing instant itself is too late. */
export const isOpen = (call: CallTimes, now: Date) => now >= call.opensAt && now < call.closesAt
export const isClosed = (call: { closesAt: Date }, now: Date) => now >= call.closesAt

/** An officer of the council that leads the challenge. */
export const canOpenCall = (actor: Actor, challenge: { leadCouncilId: string }) =>
  hasRole(actor, 'officer') && actor.organisationId === challenge.leadCouncilId

/** "40%", "12.5%". */
export function formatWeight(basisPoints: number) {
  const whole = Math.floor(basisPoints / 100)
  const rest = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${whole}${rest && `.${rest}`}%`
}

const WeightInput = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d{1,2})?%?$/, 'Enter a weight in percent, like 40')
  .transform((text) => {
    const [whole = '0', part = ''] = text.replace('%', '').split('.')
    return Number(whole) * 100 + Number(part.padEnd(2, '0'))
  })
  .refine((weight) => weight > 0 && weight <= WHOLE, 'Enter a weight from 0.01 to 100')

const WordsInput = z
  .string()
  .trim()
  .regex(/^\d+$/, 'Enter a number of words, like 500')
  .transform(Number)
  .refine((words) => words >= 50 && words <= 1500, 'Enter a number of words from 50 to 1,500')

const Line = z.string().trim().max(200, 'Use 200 characters or fewer')
const Guidance = z
  .string()
  .trim()
  .max(600, 'Use 600 characters or fewer')
  .default('')
  .transform((text) => text || null)

type Form = Record<string, unknown>
type Context = z.core.$RefinementCtx

/** Reads one field and puts what is wrong with it beside it, so that all problems show at once. */
function read<S extends z.ZodType>(
  { form, context }: { form: Form; context: Context },
  name: string,
  schema: S,
): z.output<S> | undefined {
  const given = form[name]
  const parsed = schema.safeParse(typeof given === 'string' ? given : '')
  if (parsed.success) return parsed.data
  const message = parsed.error.issues[0]?.message ?? 'Check this answer'
  context.addIssue({ code: 'custom', path: [name], message, input: given })
  return undefined
}

const isGiven = (form: Form, ...names: string[]) =>
  names.some((name) => typeof form[name] === 'string' && form[name].trim() !== '')

const places = (most: number) => Array.from({ length: most }, (_, place) => place + 1)

/** The form has a fixed number of rows; those left empty do not count. */
export const CallInput = z.looseObject({}).transform((form: Form, context): CallDraft => {
  const at = { form, context }
  const refuse = (name: string, message: string) =>
    void context.addIssue({ code: 'custom', path: [name], message, input: form[name] })
  const closesAt = readClosing(at, refuse)
  const priceLimitPence = read(at, 'priceLimit', PenceInput) ?? 0n
  if (priceLimitPence === 0n && isGiven(form, 'priceLimit') && !context.issues.length)
    refuse('priceLimit', 'Enter a price limit above £0')
  const criteria = readCriteria(at)
  const questions = readQuestions(at)
  if (criteria.length === 0) refuse('criterion1Name', 'Enter at least one criterion')
  else if (!addsUp(criteria) && !context.issues.length)
    refuse(
      'criterion1Weight',
      `The weights add up to ${sumOfWeights(criteria)}. They must add up to 100%`,
    )
  if (questions.length === 0) refuse('question1Text', 'Ask at least one question')
  return { closesAt: closesAt ?? new Date(0), priceLimitPence, criteria, questions }
})

const addsUp = (criteria: { weightBasisPoints: number }[]) =>
  criteria.reduce((sum, each) => sum + each.weightBasisPoints, 0) === WHOLE

const sumOfWeights = (criteria: CriterionDraft[]) =>
  formatWeight(criteria.reduce((sum, each) => sum + each.weightBasisPoints, 0))

function readClosing(
  at: { form: Form; context: Context },
  refuse: (name: string, message: string) => void,
) {
  const day = read(at, 'closesOn', DayInput)
  const time = read(at, 'closesAt', TimeInput)
  if (!day || !time) return undefined
  const problem = closingProblem(day, time)
  if (problem) refuse('closesAt', problem)
  return londonInstant(day, time)
}

/** A deadline is one instant: not an hour the clocks skip, nor one that happens twice. */
export function closingProblem(day: Day, time: string) {
  const closesAt = londonInstant(day, time)
  if (londonTime(closesAt) !== time)
    return 'The clocks go forward over this time. Choose another time'
  const hourLater = new Date(closesAt.getTime() + 3_600_000)
  if (londonDay(hourLater) === day && londonTime(hourLater) === time)
    return 'The clocks go back, so this time happens twice that day. Choose another time'
  return undefined
}

const readCriteria = (at: { form: Form; context: Context }) =>
  places(MOST_CRITERIA)
    .map((place) => `criterion${place}`)
    .filter((row) => isGiven(at.form, `${row}Name`, `${row}Weight`, `${row}Guidance`))
    .map((row) => ({
      name: read(at, `${row}Name`, Line.min(1, 'Enter what is scored')) ?? '',
      guidance: read(at, `${row}Guidance`, Guidance) ?? null,
      weightBasisPoints: read(at, `${row}Weight`, WeightInput) ?? 0,
    }))

const readQuestions = (at: { form: Form; context: Context }) =>
  places(MOST_QUESTIONS)
    .map((place) => `question${place}`)
    .filter((row) => isGiven(at.form, `${row}Text`, `${row}Guidance`))
    .map((row) => ({
      text: read(at, `${row}Text`, Line.min(1, 'Enter the question')) ?? '',
      guidance: read(at, `${row}Guidance`, Guidance) ?? null,
      maximumWords: read(at, `${row}Words`, WordsInput) ?? 0,
    }))
