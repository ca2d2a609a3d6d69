import { z } from 'zod'
import { PenceInput } from '#app/core/money.ts'
import { DayInput } from '#app/core/time.ts'
import type { Conditions } from './conditions.ts'

/** The boxes of the conditions page, in its order. */
const conditionBoxes = [
  'enough',
  'share',
  'follow',
  'region',
  'uk',
  'decision',
  'other',
  'none',
] as const

const asList = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]

const text = z.string().trim().default('')

/** What the conditions page sends, made into the conditions of a pledge. */
export const ConditionsForm = z
  .object({
    conditions: z.preprocess(asList, z.array(z.enum(conditionBoxes))),
    minimumCouncils: text,
    minimumPledged: text,
    mostOfTotal: text,
    asMuchAs: text,
    councils: text,
    decisionByOn: text,
    other: text,
    isNameShown: z.enum(['yes', 'no'], { error: 'Choose whether to show your name' }),
  })
  .transform(({ conditions, isNameShown, ...answers }, context) => {
    const { councils, decisionByOn, other, asMuchAs } = answers
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const has = (box: (typeof conditionBoxes)[number]) => conditions.includes(box)
    if (conditions.length === 0) wrong('conditions', 'Select your conditions, or “No conditions”')
    if (has('none') && conditions.length > 1)
      wrong('conditions', 'Select your conditions, or “No conditions”, not both')
    const floor = has('enough') ? readFloor(answers, wrong) : {}
    const share = has('share') ? readShare(answers, wrong) : {}
    if (has('follow') && !z.uuid().safeParse(asMuchAs).success)
      wrong('asMuchAs', 'Choose a council')
    if (has('region') && !/^([1-9]|[1-4]\d|50)$/.test(councils))
      wrong('councils', 'Enter how many other councils, from 1 to 50')
    if (has('decision') && !DayInput.safeParse(decisionByOn).success)
      wrong('decisionByOn', 'Enter the day of the decision')
    if (has('other') && other === '') wrong('other', 'Say what the condition is')
    if (other.length > 1_000) wrong('other', 'Enter 1,000 characters or fewer')
    const chosen: Conditions = {
      ...floor,
      ...share,
      // Its name is looked up when it is kept.
      ...(has('follow') && { asMuchAs: { councilId: asMuchAs, name: '' } }),
      ...(has('region') && { minimumOtherCouncilsInRegion: Number(councils) }),
      ...(has('uk') && { dataStaysInUk: true as const }),
      ...(has('decision') && { decisionByOn }),
      ...(has('other') && { other }),
    }
    return { conditions: chosen, isNameShown: isNameShown === 'yes' }
  })

type Wrong = (path: string, message: string) => void

/** So many councils, so much money, or both. */
function readFloor(
  { minimumCouncils, minimumPledged }: { minimumCouncils: string; minimumPledged: string },
  wrong: Wrong,
): Conditions {
  const pledged = minimumPledged === '' ? undefined : PenceInput.safeParse(minimumPledged)
  if (minimumCouncils === '' && !pledged)
    wrong('minimumCouncils', 'Enter how many councils, how much money, or both')
  if (minimumCouncils !== '' && !/^([2-9]|[1-9]\d|[1-3]\d\d|400)$/.test(minimumCouncils))
    wrong('minimumCouncils', 'Enter how many councils, from 2 to 400')
  if (pledged?.error) wrong('minimumPledged', pledged.error.issues[0]?.message ?? '')
  if (pledged?.data === 0n) wrong('minimumPledged', 'Enter more than £0')
  return {
    ...(minimumCouncils !== '' && { minimumCouncils: Number(minimumCouncils) }),
    ...(pledged?.data && { minimumPledgedPence: String(pledged.data) }),
  }
}

/** A percentage with two decimals at most is whole basis points. */
function readShare({ mostOfTotal }: { mostOfTotal: string }, wrong: Wrong): Conditions {
  const [, whole, decimals = ''] = /^(\d{1,2})(?:\.(\d{1,2}))? ?%?$/.exec(mostOfTotal) ?? []
  const basisPoints = Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  if (basisPoints >= 1) return { mostOfTotalBasisPoints: basisPoints }
  wrong('mostOfTotal', 'Enter a percentage from 0.01 to 99.99, like 12 or 12.5')
  return {}
}

/** The boxes that are ticked for these conditions. Nothing at all was chosen yet before the first save. */
export function boxesOf(conditions: Conditions) {
  const boxes: string[] = []
  const { minimumCouncils, minimumPledgedPence } = conditions
  if (minimumCouncils !== undefined || minimumPledgedPence !== undefined) boxes.push('enough')
  if (conditions.mostOfTotalBasisPoints !== undefined) boxes.push('share')
  if (conditions.asMuchAs) boxes.push('follow')
  if (conditions.minimumOtherCouncilsInRegion !== undefined) boxes.push('region')
  if (conditions.dataStaysInUk) boxes.push('uk')
  if (conditions.decisionByOn !== undefined) boxes.push('decision')
  if (conditions.other !== undefined) boxes.push('other')
  return boxes
}
