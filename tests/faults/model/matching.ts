import { isLive, least, move, standing, sum, type Match, type Model, type Pledge } from './state.ts'
import { isInArea, type Terms } from './world.ts'

const WHOLE = 10_000n

/** Commits a pledge, and asks the pots: first for those whom this council's coming switches match on. */
export function commit(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  pledge.state = 'committed'
  pledge.order = ++model.order
  pledge.terms = [...model.terms]
  move(model, [`council ${council}`, `pledged ${council}/${challenge}`], pence)
  const live = standing(model, challenge)
  for (const [place, one] of live.entries())
    for (const pot of potsFor(model, challenge)) {
      const terms = one.terms[pot]
      const isNow = one === pledge || terms?.leastCouncils === live.length
      if (terms && isNow) ask(model, { pot, terms, pledge: one, place: place + 1, live })
    }
}

const potsFor = ({ world }: Model, challenge: number) =>
  world.pots.flatMap((pot, place) => (pot.challenges.includes(challenge) ? [place] : []))

type Asking = { pot: number; terms: Terms; pledge: Pledge; place: number; live: Pledge[] }

function ask(model: Model, asking: Asking) {
  const { pot, terms, pledge, live } = asking
  const number = model.pledges.indexOf(pledge)
  const own = model.matches.filter((match) => match.pledge === number && isLive(match))
  if (own.some((match) => match.pot === pot)) return
  if (terms.isForAreaOnly && !isInArea(pledge.council)) return
  if (pledge.pence < (terms.leastPledgePence ?? 0n)) return
  if (live.length < (terms.leastCouncils ?? 0)) return
  if (terms.givesWay && own.some((match) => match.pot < pot)) return
  const hasBonus = isBonusDue(model, asking)
  const byRule = byRate(terms, asking) + (hasBonus ? (terms.bonus?.pence ?? 0n) : 0n)
  const usesArea = terms.isForAreaOnly || terms.capPence.area !== undefined
  const match: Match = {
    ...{ pledge: number, pot, hasBonus, state: 'reserved' },
    isInArea: usesArea && isInArea(pledge.council),
    pence: 0n,
  }
  match.pence = least(byRule, ...rooms(model, match, terms))
  if (match.pence <= 0n) return
  model.matches.push(match)
  const { challenge } = pledge
  move(model, [`available pot ${pot}`, `reserved pot ${pot}/${challenge}`], match.pence)
}

/** Once for a challenge, with whoever finds enough councils there. */
function isBonusDue(model: Model, { pot, terms, pledge, live }: Asking) {
  if (!terms.bonus || live.length < terms.bonus.fromCouncils) return false
  return !model.matches.some(
    (match) =>
      isLive(match) &&
      match.hasBonus &&
      match.pot === pot &&
      model.pledges[match.pledge]?.challenge === pledge.challenge,
  )
}

/** Penny by penny above each edge, in ten thousandths of a penny, rounded down once at the end. */
function byRate({ rate }: Terms, { pledge, place }: Asking): bigint {
  if (rate.by === 'sum') return (pledge.pence * BigInt(rate.basisPoints)) / WHOLE
  if (rate.by === 'place') {
    const reached = rate.bands.filter((band) => band.fromCouncil <= place).at(-1)
    return (pledge.pence * BigInt(reached?.basisPoints ?? 0)) / WHOLE
  }
  const parts = rate.bands.map((band, at) => {
    const upTo = rate.bands[at + 1]?.abovePence ?? pledge.pence
    const within = least(pledge.pence, upTo) - band.abovePence
    return within > 0n ? within * BigInt(band.basisPoints) : 0n
  })
  return sum(parts) / WHOLE
}

/** What each limit leaves, all of them added up anew from the matches there are. */
function rooms(model: Model, match: Match, { capPence, targetShareBasisPoints }: Terms) {
  const { pot } = match
  const pledge = model.pledges[match.pledge]
  const target = model.world.challenges[pledge?.challenge ?? 0]?.targetPence ?? 0n
  const live = model.matches.filter(isLive)
  const about = (one: Match) => model.pledges[one.pledge]
  const given = live.filter((one) => one.pot === pot)
  const here = given.filter((one) => about(one)?.challenge === pledge?.challenge)
  const used = (matches: Match[]) => sum(matches.map((one) => one.pence))
  const left = (cap: bigint | undefined, matches: Match[]) =>
    cap === undefined ? [] : [cap - used(matches)]
  const share =
    targetShareBasisPoints === undefined
      ? undefined
      : (target * BigInt(targetShareBasisPoints)) / WHOLE
  const onChallenge = live.filter((one) => about(one)?.challenge === pledge?.challenge)
  const pledged = standing(model, pledge?.challenge ?? 0).map((one) => one.pence)
  return [
    ...(capPence.pledge === undefined ? [] : [capPence.pledge]),
    ...left(capPence.challenge, here),
    ...left(share, here),
    ...left(
      capPence.council,
      given.filter((one) => about(one)?.council === pledge?.council),
    ),
    ...left(
      match.isInArea ? capPence.area : undefined,
      here.filter((one) => one.isInArea),
    ),
    target - sum(pledged) - used(onChallenge),
    model.accounts.get(`available pot ${pot}`) ?? 0n,
  ]
}
