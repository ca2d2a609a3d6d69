import { held, move, sum, type Milestone, type Model, type Share, type Source } from './state.ts'
import { COUNCILS } from './world.ts'

/** Where the money of a source for a challenge lies until it is spent. */
export const purse = (source: Source, challenge: number) =>
  source.startsWith('pot')
    ? `committed ${source}/${challenge}`
    : `received ${source.slice('council '.length)}/${challenge}`

/** In the order in which equal remainders are served: councils by name, then pots by name. */
function sourcesOf({ world }: Model): Source[] {
  const councils = Array.from({ length: COUNCILS }, (_, place): Source => `council ${place}`)
  return [...councils, ...world.pots.map((_, place): Source => `pot ${place}`)]
}

/** What each source has in a challenge and is not spent. */
export const leftOf = (model: Model, challenge: number): Share[] =>
  sourcesOf(model).map((source) => ({ source, pence: held(model, purse(source, challenge)) }))

export const raisedPence = (model: Model, challenge: number) =>
  sum(leftOf(model, challenge).map(({ pence }) => pence)) + awaitedPence(model, challenge)

/** The first pot that has put money in, or simply the first. */
export const payingPot = ({ world, accounts }: Model, challenge: number) =>
  Math.max(
    0,
    world.pots.findIndex((_, pot) => accounts.has(`committed pot ${pot}/${challenge}`)),
  )

export const awaitedPence = (model: Model, challenge: number) =>
  sum(Array.from({ length: COUNCILS }, (_, place) => held(model, `called ${place}/${challenge}`)))

/** Makes the payment of a milestone, or nothing when money is missing. */
export function approve(model: Model, challenge: number, milestone: Milestone) {
  if (awaitedPence(model, challenge) > 0n) return false
  const left = leftOf(model, challenge)
  if (sum(left.map((one) => one.pence)) < milestone.pence) return false
  milestone.shares = largestRemainders(milestone.pence, left)
  milestone.state = 'payable'
  for (const { source, pence } of milestone.shares)
    move(model, [purse(source, challenge), `payable ${source}/${challenge}`], pence)
  return true
}

/** Whole pennies by what each has left; the pennies over go to the largest fractions, the first of equals first. */
function largestRemainders(pence: bigint, left: Share[]): Share[] {
  const all = sum(left.map((one) => one.pence))
  const parts = left.map(({ source, pence: weight }) => {
    const exact = pence * weight
    return { source, pence: exact / all, fraction: exact % all }
  })
  let over = pence - sum(parts.map((part) => part.pence))
  while (over-- > 0n) {
    const next = parts.reduce((a, b) => (b.fraction > a.fraction ? b : a))
    next.pence += 1n
    next.fraction = -1n
  }
  return parts.flatMap(({ source, pence: part }) => (part > 0n ? [{ source, pence: part }] : []))
}

export const isDue = ({ state }: Milestone) => state === 'payable'

export function makeFile(model: Model) {
  const milestones = model.projects.flatMap((project) => project?.filter(isDue) ?? [])
  for (const milestone of milestones) milestone.state = 'in-file'
  model.files.push({ milestones, state: 'made' })
}

export function sendFile(file: Model['files'][number]) {
  file.state = 'sent'
  for (const milestone of file.milestones) milestone.state = 'sent'
}

export function settleFile(model: Model, file: Model['files'][number]) {
  file.state = 'settled'
  for (const milestone of file.milestones) {
    milestone.state = 'settled'
    const challenge = model.projects.findIndex((project) => project?.includes(milestone))
    for (const { source, pence } of milestone.shares)
      move(model, [`payable ${source}/${challenge}`, `paid ${source}/${challenge}`], pence)
  }
}
