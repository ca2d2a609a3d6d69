import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import type { Limit, NoMatch, Step, Want } from './match-rule.ts'
import type { RuleTerms } from './rule-terms.ts'

/** "25p", "£1", "£1.50": what is added to each pound. */
export function perPound(basisPoints: number) {
  if (basisPoints % 100 !== 0) return `${(basisPoints / 100).toFixed(2)}p`
  const pence = basisPoints / 100
  return pence < 100 ? `${pence}p` : formatPounds(BigInt(pence))
}

/** "£1 for every £1, because South Yorkshire is on the register". */
export function describeWant({ basisPoints, who }: RuleTerms, { area }: Pick<Want, 'area'>) {
  const rate = `${perPound(basisPoints)} for every £1`
  if (area && who.areaRegister) return `${rate}, because ${area.name} is on the register`
  if (area && who.mayorInPost) return `${rate}, because ${area.name} has a mayor in post`
  return rate
}

/** Why a pot adds nothing to a pledge. */
export function describeNoMatch(terms: RuleTerms, { because, area }: NoMatch) {
  switch (because) {
    case 'closed':
      return 'The rule does not run today'
    case 'council':
      return 'Not for councils of this kind or in this place'
    case 'challenge':
      return 'Not for challenges of this kind'
    case 'area-not-registered':
      return area ? `${area.name} is not on the register` : 'Only for councils in a registered area'
    case 'no-mayor':
      return area ? `${area.name} has no mayor in post` : 'Only for councils in a mayoral area'
    case 'too-small':
      return `Adds to pledges of ${formatPounds(terms.minimumPledgePence ?? 0n)} or more`
    case 'too-few-councils':
      return `Adds once ${countOf(terms.minimumCouncils ?? 0, 'council')} have pledged`
    case 'nothing':
      return 'Too small a pledge to add a penny to'
  }
}

const limitWords: Record<Limit, string> = {
  pledge: 'the limit for one pledge',
  challenge: 'the limit for one challenge',
  council: 'the limit for one council',
  area: 'the limit for the councils of one area on one challenge',
  target: 'the gap to the target',
  pot: 'what is left in the pot',
}

/** "Stopped at the limit for one challenge." */
export const describeLimit = (limit: Limit) => `Stopped at ${limitWords[limit]}`

/** One line of a match's working, with the sum after it. */
export function describeStep(step: Step) {
  if (step.step === 'pledged') return 'Pledge'
  if (step.step === 'rate') return `${perPound(step.basisPoints)} for every £1`
  const limit = step.capPence === null ? '' : ` of ${formatPounds(BigInt(step.capPence))}`
  return `${describeLimit(step.step)}${limit}`
}
