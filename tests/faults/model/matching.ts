import { sourceOf } from './purses.ts'
import { addedByRule, shareOf } from './rule.ts'
import {
  held,
  isLive,
  isRoot,
  least,
  move,
  numberOf,
  rootOf,
  stackOf,
  standing,
  sum,
  type Match,
  type Model,
  type Pledge,
} from './state.ts'
import { isInArea, type Terms } from './world.ts'

/** Commits a pledge, and asks the pots: first for those whom this council's coming switches match on. */
export function commit(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  pledge.state = 'committed'
  pledge.order = ++model.order
  pledge.terms = [...model.terms]
  move(model, [`council ${council}`, `pledged ${council}/${challenge}`], pence)
  const live = standing(model, challenge)
  const councils = live.filter(isRoot).length
  for (const one of live)
    for (const pot of potsFor(model, challenge)) {
      const terms = one.terms[pot]
      // A top-up is from a council that is there already.
      const isReached = isRoot(pledge) && terms?.leastCouncils === councils
      if (terms && (one === pledge || isReached)) ask(model, { pot, terms, pledge: one, councils })
    }
}

const potsFor = ({ world }: Model, challenge: number) =>
  world.pots.flatMap((pot, place) => (pot.challenges.includes(challenge) ? [place] : []))

export const targetOf = ({ world }: Model, { challenge }: Pledge) =>
  world.challenges[challenge]?.targetPence ?? 0n

type Asking = { pot: number; terms: Terms; pledge: Pledge; councils: number }

function ask(model: Model, asking: Asking) {
  const { pot, terms, pledge, councils } = asking
  const matchesOf = (one: Pledge) =>
    model.matches.filter((match) => match.pledge === numberOf(model, one) && isLive(match))
  const before = stackOf(model, pledge).filter((part) => part.order < pledge.order)
  const own = matchesOf(pledge)
  if (own.some((match) => match.pot === pot)) return
  const purse = pledge.purses[pot]
  if (!purse) return
  if (terms.isForAreaOnly && !isInArea(pledge.council)) return
  if (councils < (terms.leastCouncils ?? 0)) return
  const earlier = [...own, ...before.flatMap(matchesOf)].filter((match) => match.pot < pot)
  if (terms.givesWay && earlier.length > 0) return
  const about = {
    place: standing(model, pledge.challenge).filter(isRoot).indexOf(rootOf(model, pledge)) + 1,
    hasBonus: isBonusDue(model, asking),
    standingPence: sum(before.map((part) => part.pence)),
  }
  const wanted = addedByRule(terms, pledge.pence, {
    ...about,
    targetPence: targetOf(model, pledge),
  })
  const usesArea = terms.isForAreaOnly || terms.capPence.area !== undefined
  const match: Match = {
    ...{ pledge: numberOf(model, pledge), pot, purse, state: 'reserved', pence: 0n, ...about },
    isInArea: usesArea && isInArea(pledge.council),
  }
  match.pence = least(wanted, ...rooms(model, match, terms))
  if (match.pence <= 0n) return
  model.matches.push(match)
  const from = sourceOf(pot, purse)
  move(model, [`available ${from}`, `reserved ${from}/${pledge.challenge}`], match.pence)
}

/** Once for a challenge, with whoever finds enough councils there. */
function isBonusDue(model: Model, { pot, terms, pledge, councils }: Asking) {
  if (!terms.bonus || councils < terms.bonus.fromCouncils) return false
  return !model.matches.some(
    (match) =>
      isLive(match) &&
      match.hasBonus &&
      match.pot === pot &&
      model.pledges[match.pledge]?.challenge === pledge.challenge,
  )
}

/** What each limit leaves, all of them added up anew from the matches there are. */
function rooms(model: Model, match: Match, terms: Terms) {
  const { pot } = match
  const { capPence } = terms
  const pledge = model.pledges[match.pledge]
  const target = model.world.challenges[pledge?.challenge ?? 0]?.targetPence ?? 0n
  const live = model.matches.filter(isLive)
  const about = (one: Match) => model.pledges[one.pledge]
  const given = live.filter((one) => one.pot === pot)
  const here = given.filter((one) => about(one)?.challenge === pledge?.challenge)
  const used = (matches: Match[]) => sum(matches.map((one) => one.pence))
  const left = (cap: bigint | undefined, matches: Match[]) =>
    cap === undefined ? [] : [cap - used(matches)]
  const onChallenge = live.filter((one) => about(one)?.challenge === pledge?.challenge)
  const pledged = standing(model, pledge?.challenge ?? 0).map((one) => one.pence)
  return [
    ...left(capPence.challenge, here),
    ...left(shareOf(terms, target), here),
    ...left(
      capPence.council,
      given.filter((one) => about(one)?.council === pledge?.council),
    ),
    ...left(
      match.isInArea ? capPence.area : undefined,
      here.filter((one) => one.isInArea),
    ),
    target - sum(pledged) - used(onChallenge),
    held(model, `available ${sourceOf(pot, match.purse)}`),
  ]
}
