import { z } from 'zod'
import { orNone } from '#app/core/or-none.ts'
import { DayInput, startOfDay } from '#app/core/time.ts'
import { PotDetails } from './pot.ts'
import { RuleForm } from './rule-form.ts'

const proposal = (whyNot: string) =>
  z.object({
    operationKey: z.uuid(),
    reason: z.string(whyNot).trim().min(1, whyNot).max(1_000, 'Use 1,000 characters or fewer'),
    inForceFromOn: orNone(DayInput),
  })

const isAboveRule = ({ path }: z.core.$ZodIssue) => String(path[0]) in PotDetails.shape

/** The fields of a rule between others, so that all that is wrong is said at once, in the order of the page. */
const withRule = <T extends z.ZodType<{ inForceFromOn?: string | undefined }>>(others: T) =>
  z.looseObject({}).transform((typed, context) => {
    const read = others.safeParse(typed)
    const terms = RuleForm.safeParse(typed)
    const beside = read.error?.issues ?? []
    const issues = [
      ...beside.filter(isAboveRule),
      ...(terms.error?.issues ?? []),
      ...beside.filter((issue) => !isAboveRule(issue)),
    ]
    for (const { path, message } of issues)
      context.addIssue({ code: 'custom', path: [...path], message })
    if (!terms.success || !read.success) return z.NEVER
    const { inForceFromOn } = read.data
    const inForceFrom = inForceFromOn ? startOfDay(inForceFromOn) : undefined
    return { ...read.data, inForceFrom, terms: terms.data }
  })

/** A proposal as it is typed: the rule, why, and from when. */
export const ProposalForm = withRule(proposal('Say why the rule should change'))

/** A new pot as it is typed: what it is, and its first rule. */
export const PotForm = withRule(proposal('Say why the rule is as it is').extend(PotDetails.shape))
