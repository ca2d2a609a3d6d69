import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatPercent } from './conditions.ts'
import type { Solved, WhyLive, WhyNot } from './solve-round.ts'

type Telling = {
  /** Pledging is over: this is how it was counted. */
  isOver?: boolean
  /** A council that hides its name is not given away by a pledge that follows it. */
  isNamed?: (councilId: string) => boolean
}

/** One plain sentence why a pledge counts, or does not, and at what sum. */
export function describeStanding(solved: Solved, { isOver = false, isNamed }: Telling = {}) {
  const counts = isOver ? 'It counted' : 'It counts'
  const not = isOver ? 'It did not count' : 'It does not count'
  const { why, pledge, amountPence } = solved
  const isAbout = why.kind === 'follows' || why.kind === 'follows-nobody' ? why : undefined
  if (isAbout && isNamed && !isNamed(isAbout.councilId))
    return `It ${isOver ? 'followed' : 'follows'} ${isAbout.name}, which is not named among the councils that ${isOver ? 'pledged' : 'pledge'}.`
  if (!solved.isLive) return `${not}: ${describeWhyNot(solved.why, isOver)}.`
  const hasConditions = Object.keys(pledge.conditions).some((name) => name !== 'decisionByOn')
  if (why.kind === 'whole')
    return hasConditions ? `${counts} in full, as its conditions are met.` : `${counts} in full.`
  return `${counts} at ${formatPounds(amountPence)}: ${describeLower(solved.why, isOver)}.`
}

function describeLower(why: WhyLive, isOver: boolean) {
  if (why.kind === 'share')
    return `${formatPercent(why.basisPoints)} of the ${formatPounds(why.totalPence)} that councils ${isOver ? 'pledged' : 'pledge'}`
  return why.kind === 'follows' ? `as much as ${why.name}` : 'all of it'
}

function describeWhyNot(why: WhyNot, isOver: boolean) {
  const needs = isOver ? 'it needed' : 'it needs'
  const are = isOver ? 'were' : 'are'
  const is = isOver ? 'was' : 'is'
  switch (why.kind) {
    case 'uk':
      return `the lead council has not promised that the data stays in the UK`
    case 'own-words':
      return `the lead council has not said that its own condition is met`
    case 'region':
      return `${needs} ${countOf(why.needed, 'other council')} in ${why.region}, and there ${why.found === 1 ? is : are} ${why.found}`
    case 'councils':
      return `${needs} ${countOf(why.needed, 'council')}, and with it there ${why.found === 1 ? is : are} ${why.found}`
    case 'pledged':
      return `${needs} ${formatPounds(why.neededPence)} from councils, and with it there ${is} ${formatPounds(why.foundPence)}`
    case 'follows-nobody':
      return `it ${isOver ? 'followed' : 'follows'} ${why.name}, which has no pledge that counts`
    case 'too-small':
      return `it would ${isOver ? 'have come' : 'come'} to ${formatPounds(why.pence)}, and the smallest pledge ${is} ${formatPounds(why.smallestPence)}`
  }
}
