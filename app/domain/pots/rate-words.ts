import { formatPounds, WHOLE_BASIS_POINTS } from '#app/core/money.ts'
import type { RuleTerms, Tiers } from './rule-terms.ts'

/** "25p", "£1", "£1.50": what a pot adds for each pledged pound. */
export function rateInWords(basisPoints: number) {
  const pence = BigInt(basisPoints) / 100n
  const part = basisPoints % 100
  if (part) return `${pence}.${String(part).padStart(2, '0').replace(/0$/, '')}p`
  return pence < 100n ? `${pence}p` : formatPounds(pence)
}

/** "25%", "12.5%". */
export const percentInWords = (basisPoints: number) => `${basisPoints / 100}%`

/** "Leeds, Bradford and Kirklees". */
export const joinNames = (names: string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const councils = (count: number) => (count === 1 ? '1 council' : `${count} councils`)

/** "1st", "2nd", "11th", "22nd". */
export function ordinal(count: number) {
  const teen = count % 100 > 10 && count % 100 < 14
  const ending = (!teen && { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10]) || 'th'
  return `${count}${ending}`
}

/** "25p for every £1", "£1 for every £1 up to £10,000, then 50p", "a one-off £5,000". */
export function rateOf(terms: RuleTerms) {
  const rates = [ratesInWords(terms), terms.bonus && `a one-off ${formatPounds(terms.bonus.pence)}`]
  return rates.filter(Boolean).join(', and ')
}

function ratesInWords({ basisPoints, tiers }: RuleTerms) {
  if (basisPoints !== undefined) return `${rateInWords(basisPoints)} for every £1`
  return tiers && tiersInWords(tiers)
}

/** "£1 for every £1 up to £10,000, then 50p"; "25p for every £1 from the first 4 councils, then 50p". */
export function tiersInWords(tiers: Tiers) {
  const ends = endsOf(tiers)
  return tiers.bands
    .map(({ basisPoints }, place) => {
      const rate = rateInWords(basisPoints)
      const end = ends[place + 1]
      return [place === 0 ? `${rate} for every £1` : `then ${rate}`, end].filter(Boolean).join(' ')
    })
    .join(', ')
}

/** Where the band before each one ends. */
const endsOf = (tiers: Tiers) =>
  tiers.by === 'amount'
    ? tiers.bands.map(({ abovePence }) => `up to ${formatPounds(abovePence)}`)
    : tiers.bands.map(({ fromCouncil }) => `up to the ${ordinal(fromCouncil - 1)} council`)

/** "25p for every £1", or "£1 for £1" where the sentence goes on. */
export const shareInWords = (terms: RuleTerms) =>
  isPoundForPound(terms.basisPoints) && !terms.bonus ? '£1 for £1' : rateOf(terms)

export const isPoundForPound = (basisPoints: number | undefined) =>
  basisPoints !== undefined && BigInt(basisPoints) === WHOLE_BASIS_POINTS
