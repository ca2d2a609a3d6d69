import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { addDays, londonDay, type Day } from '#app/core/time.ts'
import { addSuccessor } from '#app/domain/successions/add-successor.server.ts'
import { assignPeople } from '#app/domain/successions/assign-people.server.ts'
import { confirmSuccession } from '#app/domain/successions/confirm-succession.server.ts'
import { proposeSuccession } from '#app/domain/successions/propose-succession.server.ts'
import { proposeTakeover } from '#app/domain/successions/propose-takeover.server.ts'
import { operator } from './organisations.ts'

type SuccessionWanted = {
  predecessors: { slug: string }[]
  /** Of a split the one that answers. */
  successor: { slug: string }
  /** The other councils that the one is split into, each with the memberships that go there. */
  others?: { slug: string; membershipIds?: string[] }[]
  joinsAreas?: boolean
  vestsOn?: Day
}

const source = 'The Somewhere (Structural Changes) Order 2027'

/** Proposed by one operator, for tomorrow unless a day is given; `second` may confirm it. */
export async function succession(wanted: SuccessionWanted) {
  const { predecessors, successor, others = [], joinsAreas = true, vestsOn } = wanted
  const [first, second] = [await operator(), await operator()]
  const { id } = await proposeSuccession(first, {
    operationKey: newId(),
    kind: 'here',
    isSplit: others.length > 0,
    joinsAreas,
    predecessors: predecessors.map(({ slug }) => slug),
    successor: successor.slug,
    vestsOn: vestsOn ?? addDays(londonDay(clock.now()), 1),
    source,
    sourceUrl: undefined,
  })
  for (const { slug, membershipIds = [] } of others) {
    const operationKey = newId()
    await addSuccessor(first, id, { operationKey, kind: 'here', successor: slug })
    const assigned = membershipIds.map((membershipId) => ({ membershipId, to: operationKey }))
    await assignPeople(first, id, assigned)
  }
  return { id, first, second }
}

/** Councils that have become part of another today. */
export async function succeeded(wanted: Omit<SuccessionWanted, 'vestsOn'>) {
  const proposed = await succession({ ...wanted, vestsOn: londonDay(clock.now()) })
  await confirmSuccession(proposed.second, proposed.id)
  return proposed
}

type TakeoverWanted = {
  predecessors: { slug: string; kind: string }[]
  successor: { slug: string }
  vestsOn?: Day
}

/** Firms, or funders, that are to become part of another one: for tomorrow unless a day is given; `second` may confirm it. */
export async function takeover({ predecessors, successor, vestsOn }: TakeoverWanted) {
  const [first, second] = [await operator(), await operator()]
  const { id } = await proposeTakeover(first, {
    kind: predecessors[0]?.kind === 'funder' ? 'funder' : 'supplier',
    operationKey: newId(),
    predecessors: predecessors.map(({ slug }) => slug),
    successor: successor.slug,
    vestsOn: vestsOn ?? addDays(londonDay(clock.now()), 1),
    source: 'The agreement of 3 March 2027',
    sourceUrl: undefined,
  })
  return { id, first, second }
}

/** Firms or funders that have become part of another today, unless something stands in the way. */
export async function takenOver(wanted: Omit<TakeoverWanted, 'vestsOn'>) {
  const proposed = await takeover({ ...wanted, vestsOn: londonDay(clock.now()) })
  await confirmSuccession(proposed.second, proposed.id)
  return proposed
}

/** What the lead council's officer sends to agree to another firm. */
export const novationInput = () => ({
  decision: 'agree' as const,
  operationKey: newId(),
  agreement: 'Novation agreement of 3 March 2027',
  isPermitted: 'yes' as const,
})
