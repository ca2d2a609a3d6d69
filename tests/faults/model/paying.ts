import { bearers, sourceOf } from './purses.ts'
import { largestRemainders } from './splitting.ts'
import { held, move, sum, type Milestone, type Model, type Share, type Source } from './state.ts'
import { COUNCILS, fundingTypes, type Purse } from './world.ts'

/** Where the money of a source for a challenge lies until it is spent. */
export const purse = (source: Source, challenge: number) =>
  source.startsWith('pot')
    ? `committed ${source}/${challenge}`
    : `received ${source.slice('council '.length)}/${challenge}`

/** In the order in which equal remainders are served: councils by name, then pots by name, each with its purses by name. */
function sourcesOf({ world }: Model): Source[] {
  const councils = Array.from({ length: COUNCILS }, (_, place): Source => `council ${place}`)
  const pots = world.pots.flatMap((_, pot) => purses.map((purse) => sourceOf(pot, purse)))
  return [...councils, ...pots]
}

const purses: Purse[] = ['any', ...[...fundingTypes].sort()]

/** Who bears a share: of a purse, each of its funders by itself. */
export const bearer = ({ source, funder }: Share) =>
  funder === undefined ? source : `${source} of funder ${funder}`

/** What each source has in a challenge and is not spent. */
export const leftOf = (model: Model, challenge: number): Share[] =>
  sourcesOf(model).map((source) => ({ source, pence: held(model, purse(source, challenge)) }))

export const raisedPence = (model: Model, challenge: number) =>
  sum(leftOf(model, challenge).map(({ pence }) => pence)) + awaitedPence(model, challenge)

/** The first pot that has put money in, or simply the first. */
export const payingPot = ({ world, accounts }: Model, challenge: number) =>
  Math.max(
    0,
    world.pots.findIndex((_, pot) =>
      purses.some((purse) => accounts.has(`committed ${sourceOf(pot, purse)}/${challenge}`)),
    ),
  )

export const awaitedPence = (model: Model, challenge: number) =>
  sum(Array.from({ length: COUNCILS }, (_, place) => held(model, `called ${place}/${challenge}`)))

/** Makes the payment of a milestone, or nothing when money is missing. */
export function approve(model: Model, challenge: number, milestone: Milestone) {
  if (awaitedPence(model, challenge) > 0n) return false
  const left = leftOf(model, challenge)
  if (sum(left.map((one) => one.pence)) < milestone.pence) return false
  milestone.shares = split(model, milestone.pence, left)
  milestone.state = 'payable'
  for (const share of milestone.shares)
    move(
      model,
      [purse(share.source, challenge), `payable ${bearer(share)}/${challenge}`],
      share.pence,
    )
  return true
}

/** By what each source has left; what a purse pays of it, its own funders bear. */
function split(model: Model, pence: bigint, left: Share[]): Share[] {
  const parts = largestRemainders(
    pence,
    left.map((one) => one.pence),
  )
  return left.flatMap(({ source }, at) => {
    const part = parts[at] ?? 0n
    if (part === 0n) return []
    const [kind, place, fundingType] = source.split(' ')
    if (kind === 'council') return [{ source, pence: part }]
    const of = { pot: Number(place), purse: fundingTypes.find((one) => one === fundingType) }
    return bearers(model, { ...of, purse: of.purse ?? 'any' }, part)
  })
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
    for (const share of milestone.shares) {
      const by = bearer(share)
      move(model, [`payable ${by}/${challenge}`, `paid ${by}/${challenge}`], share.pence)
    }
  }
}
