import { formatPounds } from '#app/core/money.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import { isTheme, themeLabel } from '../challenges/theme.ts'
import { councils, joinNames, percentInWords, rateInWords, tiersInWords } from './rate-words.ts'
import type { RuleTerms } from './rule-terms.ts'

/** Names of what terms hold by id. An id without one is counted instead, so no term is ever silent. */
export type RuleNames = { areas: Record<string, string>; services: Record<number, string> }
export const noNames: RuleNames = { areas: {}, services: {} }

type Surroundings = {
  /** The names of the pots that are asked before this one. */
  askedAfter: string[]
  closesOn: Day | undefined
  names: RuleNames
}

export type RuleRow = { term: string; text: string }

/** The rule in plain English, made from its data alone, so that both always say the same. */
export function describeRule(terms: RuleTerms, around: Surroundings) {
  return { headline: headlineOf(terms), rows: rowsOf(terms, around) }
}

function headlineOf(terms: RuleTerms) {
  const { who, minimumCouncils, basisPoints, tiers, bonus, quadratic } = terms
  const pledger = who.areaRegister
    ? 'a council in a registered mayoral area'
    : who.mayorInPost
      ? 'a council in an area with a mayor in post'
      : 'a council'
  if (quadratic)
    return 'When the rule ends, share the pot out over the open challenges so that many councils count for more than large sums.'
  const floor = minimumCouncils ? `, once ${councils(minimumCouncils)} have pledged` : ''
  if (basisPoints !== undefined)
    return `For every £1 pledged by ${pledger}${floor}, add ${rateInWords(basisPoints)}.`
  if (tiers) return `For each pledge by ${pledger}${floor}, add ${tiersInWords(tiers)}.`
  return `When ${pledger} pledges${floor}, add ${formatPounds(bonus?.pence ?? 0n)} to the challenge, once.`
}

function rowsOf(terms: RuleTerms, around: Surroundings): RuleRow[] {
  const { pledgeCapPence, councilCapPence, areaCapPence, challengeCapPence } = terms
  const { targetShareBasisPoints: share, opensOn, quadratic } = terms
  const rows: [string, string | undefined | 0][] = [
    ['Who', whoInWords(terms, around.names)],
    ['What', whatInWords(terms, around.names)],
    ['Opens', opensOn && formatDay(opensOn)],
    ['Starts', terms.minimumCouncils && startInWords(terms.minimumCouncils)],
    ['Bands', bandsInWords(terms)],
    ['Sharing out', quadratic && sharingInWords(quadratic)],
    ['One-off bonus', terms.bonus && bonusInWords(terms.bonus)],
    ['Smallest pledge', sumOf(terms.minimumPledgePence)],
    ['Team', teamInWords(terms)],
    ['Limit by pledge', sumOf(pledgeCapPence)],
    ['Limit by council', sumOf(councilCapPence, ', for all challenges together')],
    ['Limit by area', sumOf(areaCapPence, ' from each area’s councils, for one challenge')],
    ['Limit by challenge', sumOf(challengeCapPence)],
    ['Limit by target', share === undefined ? undefined : `${percentInWords(share)} of the target`],
    ['Stops', 'When the challenge reaches its target'],
    ['Order', orderInWords(around.askedAfter, terms)],
    ['Ends', endInWords(terms.closesOn ?? around.closesOn)],
  ]
  return rows.flatMap(([term, text]) => (text ? [{ term, text }] : []))
}

const sumOf = (pence: bigint | undefined, about = '') =>
  pence === undefined ? undefined : `${formatPounds(pence)}${about}`

const startInWords = (count: number) =>
  `Once ${councils(count)} have pledged, for their pledges and all later ones`

function bandsInWords({ tiers }: RuleTerms) {
  if (!tiers) return undefined
  return tiers.by === 'amount'
    ? 'By the size of the pledge. Each rate is for the part of it within its band.'
    : 'By who pledges when. Each rate is for the councils within its band; earlier ones keep theirs.'
}

const sharingInWords = ({
  challengeShareBasisPoints: most,
  scalesUp,
}: NonNullable<RuleTerms['quadratic']>) =>
  [
    'Each challenge by the square of the sum of the square roots of what each council pledged, less those pledges.',
    most !== undefined &&
      `At most ${percentInWords(most)} of the pot for one challenge; what it cannot take goes to the others.`,
    scalesUp
      ? 'The whole pot is shared out, also where these squares come to less.'
      : 'Where these squares come to less than the pot, the rest stays in it.',
  ]
    .filter(Boolean)
    .join(' ')

const bonusInWords = ({ pence, fromCouncils }: { pence: bigint; fromCouncils: number }) =>
  `${formatPounds(pence)} for a challenge, ${fromCouncils === 1 ? 'with its first pledge' : `once ${councils(fromCouncils)} have pledged`}`

/** Teams are chosen after pledging, so a floor on them can only be said, not met, before the award. */
function teamInWords({ minimumSuppliers, minimumSectors }: RuleTerms) {
  const floors = [
    minimumSuppliers && (minimumSuppliers === 1 ? '1 supplier' : `${minimumSuppliers} suppliers`),
    minimumSectors && (minimumSectors === 1 ? '1 sector' : `${minimumSectors} sectors`),
  ].filter(Boolean)
  if (floors.length === 0) return undefined
  return `At least ${floors.join(' and ')}. The team is known from the award on, when all match is settled, so nothing is added.`
}

const orderInWords = (askedAfter: string[], { doesNotStack, quadratic }: RuleTerms) =>
  [
    askedAfter.length ? `After the ${joinNames(askedAfter)}.` : 'Asked first.',
    doesNotStack && 'Adds nothing to a pledge that a pot asked before adds to.',
    quadratic
      ? 'At the end of the last day, for all challenges together.'
      : 'By the time each pledge was signed.',
  ]
    .filter(Boolean)
    .join(' ')

const endInWords = (closesOn: Day | undefined) =>
  closesOn ? `${formatDay(closesOn)}, or when the pot is empty` : 'When the pot is empty'

/** "one of 3 areas" where a name is missing. */
function named(ids: (string | number)[], names: Record<string, string>, noun: string) {
  const known = ids.flatMap((id) => names[id] ?? [])
  return known.length === ids.length ? joinNames(known) : `${ids.length} ${noun}`
}

function whoInWords({ who }: RuleTerms, names: RuleNames) {
  const kinds = who.councilTypes?.map((type) => type.replaceAll('-', ' '))
  const places = [...(who.nations ?? []), ...(who.regions ?? [])]
  const isByArea = who.areaRegister || who.mayorInPost
  const base = [
    isByArea ? 'Councils in a mayoral area' : who.areaIds ? 'Councils' : 'Any council',
    who.areaRegister && 'on the register',
    who.mayorInPost && 'with a mayor in post',
    who.areaIds && `that are members of ${named(who.areaIds, names.areas, 'areas')} on the day`,
    kinds && `of type ${joinNames(kinds)}`,
    places.length > 0 && `in ${joinNames(places)}`,
  ]
  const evidence = who.areaRegister
    ? ' To be on it, an area has a chief digital officer in post and a published digital strategy.'
    : ''
  return `${base.filter(Boolean).join(' ')}.${evidence}`
}

function whatInWords({ what }: RuleTerms, names: RuleNames) {
  const themes = what.themes?.map((theme) => (isTheme(theme) ? themeLabel[theme] : theme)) ?? []
  const services = what.serviceFunctionIds
  const parts = [...themes, ...(services ? [named(services, names.services, 'services')] : [])]
  return parts.length ? `Challenges on ${joinNames(parts).toLowerCase()}` : undefined
}
