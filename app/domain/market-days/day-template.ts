import { z } from 'zod'
import {
  MINUTE_MS,
  DayInput,
  endOfDay,
  londonDay,
  londonInstant,
  londonTime,
  TimeInput,
  type Day,
} from '#app/core/time.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Period, SlotKind } from './market-day.ts'

const count = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'Enter a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Enter a number from ${least} to ${most}`)

/** The working of a day in a few numbers. Nought leaves a part out. */
export const TemplateInput = z
  .object({
    day: DayInput,
    starts: TimeInput,
    welcomeMinutes: count(0, 60),
    problemMinutes: count(0, 120),
    demoCount: count(1, 40),
    slotMinutes: count(5, 120),
    gapMinutes: count(0, 60),
    demosBeforeBreak: count(0, 40),
    breakMinutes: count(0, 120),
    questionsMinutes: count(0, 120),
  })
  .superRefine((template, context) => {
    if (context.issues.length > 0) return
    const message = problemWithClock(template.day, template.starts) ?? problemWithLength(template)
    if (message) context.addIssue({ code: 'custom', path: ['starts'], message })
  })
export type Template = z.output<typeof TemplateInput>

/** A new time for one slot, on the day it is on. */
export const SlotTimeInput = z.object({ starts: TimeInput })

export const usualTemplate: Record<keyof z.input<typeof TemplateInput>, string> = {
  day: '',
  starts: '10:00',
  welcomeMinutes: '10',
  problemMinutes: '20',
  demoCount: '6',
  slotMinutes: '15',
  gapMinutes: '0',
  demosBeforeBreak: '3',
  breakMinutes: '15',
  questionsMinutes: '15',
}

const templateFields = Object.keys(usualTemplate) as (keyof typeof usualTemplate)[]

/** A template as an address carries it; untouched fields are the usual ones, and nothing is wrong yet. */
export function readTemplate(search: URLSearchParams, now: Date) {
  const values = Object.fromEntries(
    templateFields.map((name) => [name, search.get(name) ?? usualTemplate[name]]),
  ) as typeof usualTemplate
  if (!search.has('day')) return { values, template: undefined, fields: undefined }
  const parsed = TemplateInput.safeParse(values)
  if (!parsed.success)
    return { values, template: undefined, fields: z.flattenError(parsed.error).fieldErrors }
  const template = parsed.data
  if (londonInstant(template.day, template.starts) <= now)
    return { values, template: undefined, fields: { day: ['Choose a day that is still to come'] } }
  return { values, template, fields: undefined }
}

/** The template of an address that has been through the first step. */
export function requireTemplate(search: URLSearchParams, now: Date) {
  const { template } = readTemplate(search, now)
  if (!template) throw new Refusal('invalid', 'Go back and lay out the day again.')
  return template
}

export type LaidOutSlot = Period & { kind: SlotKind; title: string | null }

/**
 * The running order a template makes. Only the start is read from a clock on the wall: all else
 * is counted in real minutes, so a day across a clock change has no hole and no overlap.
 */
export function layOut(template: Template): LaidOutSlot[] {
  let at = londonInstant(template.day, template.starts).getTime()
  const slots: LaidOutSlot[] = []
  const add = (kind: SlotKind, minutes: number, title: string | null) => {
    if (minutes === 0) return
    const startsAt = new Date(at)
    at += minutes * MINUTE_MS
    slots.push({ kind, title, startsAt, endsAt: new Date(at) })
  }
  add('welcome', template.welcomeMinutes, 'Welcome and how the day works')
  add('problem', template.problemMinutes, 'The problem, from the councils that have it')
  for (let demo = 1; demo <= template.demoCount; demo++) {
    add('demo', template.slotMinutes, null)
    if (demo === template.demoCount) break
    if (isBeforeBreak(demo, template)) add('break', template.breakMinutes, 'Break')
    else at += template.gapMinutes * MINUTE_MS
  }
  add('questions', template.questionsMinutes, 'Questions from councils')
  return slots
}

const isBeforeBreak = (demo: number, { demosBeforeBreak, breakMinutes }: Template) =>
  demosBeforeBreak > 0 && breakMinutes > 0 && demo % demosBeforeBreak === 0

/** Why a London clock cannot mean one instant by this time on this day, if it cannot. */
export function problemWithClock(day: Day, time: string) {
  const at = londonInstant(day, time)
  if (londonTime(at) !== time || londonDay(at) !== day)
    return 'The clocks go forward then, so this time does not happen. Choose another'
  const anHourLater = new Date(at.getTime() + 60 * MINUTE_MS)
  if (londonTime(anHourLater) === time)
    return 'The clocks go back then, so this time happens twice. Choose another'
  return undefined
}

function problemWithLength(template: Template) {
  const last = layOut(template).at(-1)
  return last && last.endsAt > endOfDay(template.day)
    ? 'The day would run past midnight. Start earlier, or have fewer demos'
    : undefined
}
