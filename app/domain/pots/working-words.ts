import { formatPounds } from '#app/core/money.ts'
import { areaStands } from './area-words.ts'
import type { MatchArea, NoMatch } from './match-rule.ts'
import type { Limit, LimitStep, SharingStep, Step, Working } from './match-step.ts'
import { ringFenceLabel } from './purse.ts'
import { councils, isPoundForPound, ordinal, percentInWords, rateInWords } from './rate-words.ts'
import type { RuleTerms } from './rule-terms.ts'

const sumOf = (pence: string) => formatPounds(BigInt(pence))

/** The working as lines a person can follow: "£22,000 pledged." "25p for every £1: £5,500." */
export const describeWorking = (working: Working) => working.map(stepInWords)

function stepInWords(step: Step) {
  const sum = sumOf(step.pence)
  switch (step.step) {
    case 'pledged':
      return `${sum} pledged.`
    case 'rate':
      return `${isPoundForPound(step.basisPoints) ? 'Pound for pound' : rate(step)}: ${sum}.`
    case 'band':
      return `${rate(step)} ${bandInWords(step)}: ${sum}${isFirst(step) ? '' : ' so far'}.`
    case 'place':
      return `The ${ordinal(step.place)} council to pledge, so ${rate(step)}: ${sum}.`
    case 'bonus':
      return `A one-off ${sumOf(step.bonusPence)} for the challenge, now that ${councils(step.councils)} ${step.councils === 1 ? 'has' : 'have'} pledged: ${sum} in all.`
    case 'target-share':
      return `A challenge gets at most ${percentInWords(step.basisPoints)} of its target of ${sumOf(step.targetPence)}: ${sum} so far.`
    case 'standing':
      return `Less ${sumOf(step.alreadyPence)} for the ${sumOf(step.standingPence)} that was pledged before: ${sum}.`
    case 'lowered':
      return `The pledge was lowered to ${sumOf(step.amountPence)}. ${loweredInWords(step)}`
    case 'strength':
    case 'capped':
    case 'excess':
    case 'part':
      return sharingInWords(step)
    default:
      return limitStepInWords(step)
  }
}

function loweredInWords({ wantedPence, pence }: Extract<Step, { step: 'lowered' }>) {
  if (pence === '0') return 'The rule adds nothing to that: £0.'
  const wanted = `The rule adds ${sumOf(wantedPence)} to that`
  return wantedPence === pence
    ? `${wanted}.`
    : `${wanted}; the ${sumOf(pence)} that was held stays: ${sumOf(pence)}.`
}

function sharingInWords(step: SharingStep) {
  const sum = sumOf(step.pence)
  switch (step.step) {
    case 'strength':
      return `The squares of its councils’ pledges come to ${sumOf(step.strengthPence)}, of ${sumOf(step.ofStrengthPence)} for all challenges. Its share of ${sumOf(step.sharedPence)}: ${sum}.`
    case 'capped':
      return `A challenge gets at most ${sumOf(step.capPence)}: ${sum}.`
    case 'excess':
      return `With what other challenges could not take, to the penny: ${sum}.`
    case 'part':
      return `Split over the ${councils(step.councils)} by what each pledged, of ${sumOf(step.ofPledgedPence)} in all: ${sum}.`
  }
}

const rate = ({ basisPoints }: { basisPoints: number }) =>
  `${rateInWords(basisPoints)} for every £1`

type BandStep = Extract<Step, { step: 'band' }>
const isFirst = ({ abovePence }: BandStep) => abovePence === '0'
const bandInWords = ({ abovePence, toPence }: BandStep) => {
  if (toPence === null)
    return isFirst({ abovePence } as BandStep) ? 'of all' : `above ${sumOf(abovePence)}`
  return abovePence === '0'
    ? `up to ${sumOf(toPence)}`
    : `from ${sumOf(abovePence)} to ${sumOf(toPence)}`
}

const scopeInWords: Record<Limit, string> = {
  pledge: 'a pledge',
  share: 'a challenge',
  stack: 'a pledge',
  challenge: 'a challenge',
  council: 'a council',
  area: 'an area',
  target: 'the target',
  pot: 'the pot',
}

function limitStepInWords({ step, capPence, roomPence, pence }: LimitStep) {
  const sum = sumOf(pence)
  if (step === 'target') return `${sum} left to the target: ${sum}.`
  if (step === 'pot') return `${sum} left in the pot: ${sum}.`
  if (step === 'stack') return `A pot asked before this one adds to the pledge: ${sum}.`
  const cap = sumOf(capPence ?? '0')
  return capPence === roomPence
    ? `At most ${cap} ${scopeInWords[step]}: ${sum}.`
    : `${sum} left of ${cap} ${scopeInWords[step]}: ${sum}.`
}

/** "stopped at the £50,000 limit for one area". */
export function stopInWords(boundBy: Limit, capPence: bigint | undefined) {
  if (boundBy === 'target') return 'stopped at the target'
  if (boundBy === 'pot') return 'stopped at what was left in the pot'
  if (boundBy === 'stack') return 'nothing where a pot asked before adds to the pledge'
  const scope = boundBy === 'share' ? 'challenge' : boundBy
  return `stopped at the ${formatPounds(capPence ?? 0n)} limit for one ${scope}`
}

const areaInWords = (area: MatchArea | undefined) => {
  if (!area) return 'The council is not in a mayoral area.'
  return `${area.name} ${area.status ? areaStands[area.status] : 'is not on the register yet'}.`
}

/** Why a pot adds nothing, in a sentence. */
export function describeNoMatch(
  { because, area, isFor = [] }: NoMatch,
  terms: RuleTerms,
  councilCount: number,
): string {
  switch (because) {
    case 'too-few-councils':
      return `Starts once ${councils(terms.minimumCouncils ?? 0)} have pledged. ${councilCount} of them so far.`
    case 'area-not-registered':
      return areaInWords(area)
    case 'no-mayor':
      return area ? `${area.name} has no mayor in post.` : areaInWords(undefined)
    case 'too-small':
      return `The rule is for pledges of ${formatPounds(terms.minimumPledgePence ?? 0n)} or more.`
    case 'other-money':
      return `This pot’s money is for ${inWords(isFor.map((type) => ringFenceLabel[type]))} only.`
    default:
      return plainly[because]
  }
}

const inWords = (words: string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)

type Told = 'too-few-councils' | 'area-not-registered' | 'no-mayor' | 'too-small' | 'other-money'

const plainly: Record<Exclude<NoMatch['because'], Told>, string> = {
  closed: 'The rule is not open on this day.',
  'at-the-end': 'The pot is shared out over its challenges when the rule ends.',
  council: 'The rule is not for this kind of council.',
  area: 'The rule is not for councils of this area.',
  challenge: 'The rule is not for this kind of challenge.',
  'team-not-known': 'The rule looks at the team that does the work. It is known from the award on.',
  team: 'The team that does the work is smaller than the rule asks for.',
  stacked: 'A pot asked before this one adds to the pledge, and this one does not add to that.',
  nothing: 'The rule gives nothing for this sum.',
}
