import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { addDays, londonDay, type Day } from '#app/core/time.ts'
import { confirmSuccession } from '#app/domain/successions/confirm-succession.server.ts'
import { proposeSuccession } from '#app/domain/successions/propose-succession.server.ts'
import { operator } from './organisations.ts'

type SuccessionWanted = {
  predecessors: { slug: string }[]
  successor: { slug: string }
  vestsOn?: Day
}

const source = 'The Somewhere (Structural Changes) Order 2027'

/** Proposed by one operator, for tomorrow unless a day is given; `second` may confirm it. */
export async function succession({ predecessors, successor, vestsOn }: SuccessionWanted) {
  const [first, second] = [await operator(), await operator()]
  const { id } = await proposeSuccession(first, {
    operationKey: newId(),
    kind: 'here',
    predecessors: predecessors.map(({ slug }) => slug),
    successor: successor.slug,
    vestsOn: vestsOn ?? addDays(londonDay(clock.now()), 1),
    source,
    sourceUrl: undefined,
  })
  return { id, first, second }
}

/** Councils that have become part of another today. */
export async function succeeded(wanted: Omit<SuccessionWanted, 'vestsOn'>) {
  const proposed = await succession({ ...wanted, vestsOn: londonDay(clock.now()) })
  await confirmSuccession(proposed.second, proposed.id)
  return proposed
}
