import { formatPounds, WHOLE_BASIS_POINTS } from '#app/core/money.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import { isTheme, themeLabel } from '../challenges/theme.ts'
import type { Limit, MatchArea, NoMatch, Step, Working } from './match-rule.ts'
import type { RuleTerms } from './rule-terms.ts'

/** "25p", "£1", "£1.50": what a pot adds for each pledged pound. */
export function rateInWords(basisPoints: number) {
  const pence = BigInt(basisPoints) / 100n
  const part = basisPoints % 100
  if (part) return `${pence}.${String(part).padStart(2, '0').replace(/0$/, '')}p`
  return pence < 100n ? `${pence}p` : formatPounds(pence)
}

const isPoundForPound = (basisPoints: number) => BigInt(basisPoints) === WHOLE_BASIS_POINTS

/** "Leeds, Bradford and Kirklees". */
export const joinNames = (names: string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const councils = (count: number) => (count === 1 ? '1 council' : `${count} councils`)

type Surroundings = {
  /** The names of the pots that are asked before this one. */
  askedAfter: string[]
  closesOn: Day | undefined
  serviceFunctionNames?: string[]
}

export type RuleRow = { term: string; text: string }

/** The rule in plain English, made from its data alone, so that both always say the same. */
export function describeRule(terms: RuleTerms, around: Surroundings) {
  return { headline: headlineOf(terms), rows: rowsOf(terms, around) }
}

function headlineOf({ who, minimumCouncils, basisPoints }: RuleTerms) {
  const pledger = who.areaRegister
    ? 'a council in a registered mayoral area'
    : who.mayorInPost
      ? 'a council in an area with a mayor in post'
      : 'a council'
  const floor = minimumCouncils ? `, once ${councils(minimumCouncils)} have pledged` : ''
  return `For every £1 pledged by ${pledger}${floor}, add ${rateInWords(basisPoints)}.`
}

function rowsOf(terms: RuleTerms, around: Surroundings): RuleRow[] {
  const { pledgeCapPence, councilCapPence, areaCapPence, challengeCapPence } = terms
  const rows: [string, string | undefined][] = [
    ['Who', whoInWords(terms)],
    ['What', whatInWords(terms, around)],
    ['Starts', terms.minimumCouncils && startInWords(terms.minimumCouncils)],
    ['Smallest pledge', sumOf(terms.minimumPledgePence)],
    ['Limit by pledge', sumOf(pledgeCapPence)],
    ['Limit by council', sumOf(councilCapPence, ', for all challenges together')],
    ['Limit by area', sumOf(areaCapPence, ' from each area’s councils, for one challenge')],
    ['Limit by challenge', sumOf(challengeCapPence)],
    ['Stops', 'When the challenge reaches its target'],
    ['Order', orderInWords(around.askedAfter)],
    ['Ends', endInWords(terms.closesOn ?? around.closesOn)],
  ].map(([term, text]) => [term as string, text || undefined])
  return rows.flatMap(([term, text]) => (text ? [{ term, text }] : []))
}

const sumOf = (pence: bigint | undefined, about = '') =>
  pence === undefined ? undefined : `${formatPounds(pence)}${about}`

const startInWords = (count: number) =>
  `Once ${councils(count)} have pledged, for their pledges and all later ones`

const orderInWords = (askedAfter: string[]) =>
  [
    askedAfter.length ? `After the ${joinNames(askedAfter)}.` : 'Asked first.',
    'By the time each pledge was signed.',
  ].join(' ')

const endInWords = (closesOn: Day | undefined) =>
  closesOn ? `${formatDay(closesOn)}, or when the pot is empty` : 'When the pot is empty'

function whoInWords({ who }: RuleTerms) {
  const kinds = who.councilTypes?.map((type) => type.replaceAll('-', ' '))
  const places = [...(who.nations ?? []), ...(who.regions ?? [])]
  const base = [
    who.areaRegister || who.mayorInPost ? 'Councils in a mayoral area' : 'Any council',
    who.areaRegister && 'on the register',
    who.mayorInPost && 'with a mayor in post',
    kinds && `of type ${joinNames(kinds)}`,
    places.length > 0 && `in ${joinNames(places)}`,
  ]
  const evidence = who.areaRegister
    ? ' To be on it, an area has a chief digital officer in post and a published digital strategy.'
    : ''
  return `${base.filter(Boolean).join(' ')}.${evidence}`
}

function whatInWords({ what }: RuleTerms, { serviceFunctionNames = [] }: Surroundings) {
  const themes = what.themes?.map((theme) => (isTheme(theme) ? themeLabel[theme] : theme)) ?? []
  const parts = [...themes, ...(what.serviceFunctionIds ? serviceFunctionNames : [])]
  return parts.length ? `Challenges on ${joinNames(parts).toLowerCase()}` : undefined
}

const scopeInWords: Record<Limit, string> = {
  pledge: 'a pledge',
  challenge: 'a challenge',
  council: 'a council',
  area: 'an area',
  target: 'the target',
  pot: 'the pot',
}

/** The working as lines a person can follow: "£22,000 pledged." "25p for every £1: £5,500." */
export const describeWorking = (working: Working) => working.map(stepInWords)

function stepInWords(step: Step) {
  const sum = formatPounds(BigInt(step.pence))
  if (step.step === 'pledged') return `${sum} pledged.`
  if (step.step === 'rate') {
    const rate = `${rateInWords(step.basisPoints)} for every £1`
    return `${isPoundForPound(step.basisPoints) ? 'Pound for pound' : rate}: ${sum}.`
  }
  if (step.step === 'target') return `${sum} left to the target: ${sum}.`
  if (step.step === 'pot') return `${sum} left in the pot: ${sum}.`
  const cap = formatPounds(BigInt(step.capPence ?? 0))
  return step.capPence === step.roomPence
    ? `At most ${cap} ${scopeInWords[step.step]}: ${sum}.`
    : `${sum} left of ${cap} ${scopeInWords[step.step]}: ${sum}.`
}

/** "stopped at the £50,000 limit for one area". */
export function stopInWords(boundBy: Limit, capPence: bigint | undefined) {
  if (boundBy === 'target') return 'stopped at the target'
  if (boundBy === 'pot') return 'stopped at what was left in the pot'
  return `stopped at the ${formatPounds(capPence ?? 0n)} limit for one ${boundBy}`
}

/** "25p for every £1", or "£1 for £1" where the sentence goes on. */
export const shareInWords = (basisPoints: number) =>
  isPoundForPound(basisPoints) ? '£1 for £1' : `${rateInWords(basisPoints)} for every £1`

const areaStandsAs = {
  registered: 'is on the register',
  checking: 'is being checked for the register',
  'no-officer': 'has no chief digital officer on the register yet',
  'no-strategy': 'has no digital strategy on the register yet',
  'no-mayor': 'has no mayor in post',
} as const

const areaInWords = (area: MatchArea | undefined) => {
  if (!area) return 'The council is not in a mayoral area.'
  return `${area.name} ${area.status ? areaStandsAs[area.status] : 'is not on the register yet'}.`
}

/** Why a pot adds nothing, in a sentence. */
export function describeNoMatch(
  { because, area }: NoMatch,
  terms: RuleTerms,
  councilCount: number,
) {
  switch (because) {
    case 'too-few-councils':
      return `Starts once ${councils(terms.minimumCouncils ?? 0)} have pledged. ${councilCount} of them so far.`
    case 'area-not-registered':
      return areaInWords(area)
    case 'no-mayor':
      return area ? `${area.name} has no mayor in post.` : areaInWords(undefined)
    case 'closed':
      return 'The rule is not open on this day.'
    case 'council':
      return 'The rule is not for this kind of council.'
    case 'challenge':
      return 'The rule is not for this kind of challenge.'
    case 'too-small':
      return `The rule is for pledges of ${formatPounds(terms.minimumPledgePence ?? 0n)} or more.`
    case 'nothing':
      return 'The rule gives nothing for this sum.'
  }
}
