import { z } from 'zod'
import { lineInput } from '#app/core/line-input.ts'
import { orNone } from '#app/core/or-none.ts'
import { DayInput, formatDay, type Day } from '#app/core/time.ts'

/** An agreement of a public buyer, from the list of this site. */
export type Framework = {
  slug: string
  name: string
  reference: string
  owner: string
  fromOn: Day | null
  toOn: Day | null
}

/** A firm's place on a framework, as readers get it. */
export type HeldFramework = {
  id: string
  /** Of the list; null where the firm named one that is not there. */
  slug: string | null
  name: string
  reference: string
  lot: string
  /** The firm's own last day, or else the framework's. */
  expiresOn: Day | null
}

type Ends = { expiresOn: Day | null; toOn: Day | null }

/** A place ends with its framework, or before it. */
export const lastDayOfPlace = ({ expiresOn, toOn }: Ends): Day | null =>
  expiresOn && toOn ? (expiresOn < toOn ? expiresOn : toOn) : (expiresOn ?? toOn)

/** "G-Cloud 15, lot 2b (RM1557.15)". */
export const describePlace = ({ name, lot, reference }: Omit<HeldFramework, 'id' | 'slug'>) =>
  `${name}${lot && `, lot ${lot}`} (${reference})`

/** "until 16 September 2030", or that nobody says. */
export const describeEnd = (on: Day | null) => (on ? `until ${formatDay(on)}` : 'no end given')

/** What stands for "one that is not in the list" in the form. */
export const NOT_LISTED = 'other'

export const FrameworkPlaceInput = z.object({
  operationKey: z.uuid(),
  framework: z.string('Choose a framework').regex(/^[a-z0-9-]{1,60}$/, 'Choose a framework'),
  name: orNone(lineInput('Enter its name', 100)),
  reference: orNone(lineInput('Enter its reference', 40)),
  lot: z
    .string()
    .trim()
    .max(40, 'Use 40 characters or fewer')
    // "Lot 2b" and "2b" are the same lot.
    .transform((lot) => lot.replace(/^lot\s+/i, ''))
    .default(''),
  expiresOn: orNone(DayInput),
})
export type FrameworkPlaceInput = z.output<typeof FrameworkPlaceInput>

/** What is wrong between the answers, or with them on this day. */
export function problemWithPlace(input: FrameworkPlaceInput, today: Day) {
  const { framework, name, reference, expiresOn } = input
  if (framework === NOT_LISTED && name === undefined)
    return { field: 'name', message: 'Enter its name' }
  if (framework === NOT_LISTED && reference === undefined)
    return { field: 'reference', message: 'Enter its reference, like RM6259' }
  if (expiresOn && expiresOn < today)
    return { field: 'expiresOn', message: 'It has ended. Enter a last day that is to come' }
  return undefined
}
