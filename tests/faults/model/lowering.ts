import { end } from './ending.ts'
import { targetOf } from './matching.ts'
import { sourceOf } from './purses.ts'
import { addedByRule } from './rule.ts'
import {
  isLive,
  least,
  move,
  numberOf,
  stackOf,
  sum,
  type Match,
  type Model,
  type Pledge,
} from './state.ts'

type Lowered = { part: Pledge; pence: bigint; matches: { match: Match; pence: bigint }[] }

/**
 * How a promise comes down to a total: the latest part first, each match to what its rule adds to the lower sum
 * and never up. A part at nothing ends with all its match.
 */
export function lowerTo(model: Model, root: Pledge, totalPence: bigint): Lowered[] {
  const parts = stackOf(model, root)
  let less = sum(parts.map((part) => part.pence)) - totalPence
  return parts.reverse().flatMap((part) => {
    const taken = least(less, part.pence)
    less -= taken
    if (taken === 0n) return []
    const pence = part.pence - taken
    const matches = matchesOf(model, part).map((match) => {
      return { match, pence: pence === 0n ? 0n : lowerMatch(model, { part, match, pence }) }
    })
    return [{ part, pence, matches }]
  })
}

const matchesOf = (model: Model, part: Pledge) =>
  model.matches.filter((match) => match.pledge === numberOf(model, part) && isLive(match))

type Lowering = { part: Pledge; match: Match; pence: bigint }

function lowerMatch(model: Model, { part, match, pence }: Lowering) {
  const terms = part.terms[match.pot]
  const about = { ...match, targetPence: targetOf(model, part) }
  return terms ? least(match.pence, addedByRule(terms, pence, about)) : 0n
}

/** What is let go of by it. */
export const letGo = (lowered: Lowered[]) =>
  sum(lowered.flatMap(({ matches }) => matches.map(({ match, pence }) => match.pence - pence)))

export function lower(model: Model, root: Pledge, totalPence: bigint) {
  for (const { part, pence, matches } of lowerTo(model, root, totalPence)) {
    if (pence === 0n) {
      end(model, part, 'withdrawn')
      part.endedByLowering = true
      continue
    }
    const { council, challenge } = part
    move(model, [`pledged ${council}/${challenge}`, `council ${council}`], part.pence - pence)
    part.pence = pence
    for (const { match, pence: to } of matches) {
      const source = sourceOf(match.pot, match.purse)
      move(model, [`reserved ${source}/${challenge}`, `available ${source}`], match.pence - to)
      if (to === 0n) match.state = 'released'
      else match.pence = to
    }
  }
}
