import { z } from 'zod'
import { DayInput } from '#app/core/time.ts'
import type { Conditions } from './conditions.ts'

/** The boxes of the conditions page, in its order. */
const conditionBoxes = ['region', 'uk', 'decision', 'other', 'none'] as const

const asList = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]

const text = z.string().trim().default('')

/** What the conditions page sends, made into the conditions of a pledge. */
export const ConditionsForm = z
  .object({
    conditions: z.preprocess(asList, z.array(z.enum(conditionBoxes))),
    councils: text,
    decisionByOn: text,
    other: text,
    isNameShown: z.enum(['yes', 'no'], { error: 'Choose whether to show your name' }),
  })
  .transform(({ conditions, councils, decisionByOn, other, isNameShown }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const has = (box: (typeof conditionBoxes)[number]) => conditions.includes(box)
    if (conditions.length === 0) wrong('conditions', 'Select your conditions, or “No conditions”')
    if (has('none') && conditions.length > 1)
      wrong('conditions', 'Select your conditions, or “No conditions”, not both')
    if (has('region') && !/^([1-9]|[1-4]\d|50)$/.test(councils))
      wrong('councils', 'Enter how many other councils, from 1 to 50')
    if (has('decision') && !DayInput.safeParse(decisionByOn).success)
      wrong('decisionByOn', 'Enter the day of the decision')
    if (has('other') && other === '') wrong('other', 'Say what the condition is')
    if (other.length > 1_000) wrong('other', 'Enter 1,000 characters or fewer')
    const chosen: Conditions = {
      ...(has('region') && { minimumOtherCouncilsInRegion: Number(councils) }),
      ...(has('uk') && { dataStaysInUk: true as const }),
      ...(has('decision') && { decisionByOn }),
      ...(has('other') && { other }),
    }
    return { conditions: chosen, isNameShown: isNameShown === 'yes' }
  })

/** The boxes that are ticked for these conditions. Nothing at all was chosen yet before the first save. */
export function boxesOf(conditions: Conditions) {
  const boxes: string[] = []
  if (conditions.minimumOtherCouncilsInRegion !== undefined) boxes.push('region')
  if (conditions.dataStaysInUk) boxes.push('uk')
  if (conditions.decisionByOn !== undefined) boxes.push('decision')
  if (conditions.other !== undefined) boxes.push('other')
  return boxes
}
