import { formatPounds, type Pence } from '#app/core/money.ts'
import type { Answer, MatchArea } from '../pots/match-rule.ts'
import type { Limit } from '../pots/match-step.ts'
import type { RuleInForce } from '../pots/plan-match.ts'
import { joinNames, shareInWords } from '../pots/rate-words.ts'
import { describeNoMatch, stopInWords } from '../pots/working-words.ts'

/** One pledge as one pot answers it, with the match it really has. */
export type PotAnswer = {
  rule: RuleInForce
  answer: Answer
  councilName: string
  pledgePence: Pence
  matchPence: Pence
  boundBy: Limit | undefined
}

/** What a pot adds to a challenge, for one area where its rule goes by areas. */
export type MatchGroup = {
  potSlug: string
  potName: string
  areaName: string | undefined
  ruleVersion: number
  pledgedPence: Pence
  amountPence: Pence
  sentence: string
}

const NAMED_AT_MOST = 4

/** Puts answers together by pot and area, largest match first within a pot. Pots keep their order. */
export function groupMatches(answers: PotAnswer[], councilCount: number): MatchGroup[] {
  const groups = new Map<string, PotAnswer[]>()
  for (const one of answers) {
    const key = `${one.rule.potId}/${one.answer.area?.id ?? ''}/${one.answer.wants}`
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const shown = [...groups.values()]
    .filter(isWorthShowing)
    .map((group) => grouped(group, councilCount))
  const order = [...new Set(answers.map((one) => one.rule.potSlug))]
  return shown.sort(
    (a, b) =>
      order.indexOf(a.potSlug) - order.indexOf(b.potSlug) ||
      Number(b.amountPence > a.amountPence) - Number(b.amountPence < a.amountPence),
  )
}

/** A council outside every area is no news about a rule that goes by areas. */
const isWorthShowing = ([first]: PotAnswer[]) =>
  first !== undefined &&
  (first.answer.wants ||
    first.answer.because === 'too-few-councils' ||
    ((first.answer.because === 'area-not-registered' || first.answer.because === 'no-mayor') &&
      first.answer.area !== undefined))

function grouped(group: PotAnswer[], councilCount: number): MatchGroup {
  const [first] = group as [PotAnswer, ...PotAnswer[]]
  const { rule, answer } = first
  const sumOf = (pick: (one: PotAnswer) => Pence) => group.reduce((sum, one) => sum + pick(one), 0n)
  const figures = {
    pledgedPence: sumOf((one) => one.pledgePence),
    amountPence: sumOf((one) => one.matchPence),
  }
  return {
    potSlug: rule.potSlug,
    potName: rule.potName,
    areaName: answer.area?.name,
    ruleVersion: rule.ruleVersion,
    ...figures,
    sentence: sentenceOf(group, { ...figures, councilCount }),
  }
}

type Figures = { pledgedPence: Pence; amountPence: Pence; councilCount: number }

function sentenceOf(group: PotAnswer[], { pledgedPence, amountPence, councilCount }: Figures) {
  const [{ rule, answer }] = group as [PotAnswer, ...PotAnswer[]]
  const names = namesOf(group)
  if (!answer.wants) {
    const why = describeNoMatch(answer, rule.terms, councilCount)
    return answer.area
      ? `${names} pledged ${formatPounds(pledgedPence)}. ${aboutTheArea(why, answer.area)}`
      : why
  }
  const share = shareInWords(rule.terms)
  const stopped = group.findLast((one) => one.boundBy)
  const limit = stopped?.boundBy && stopInWords(stopped.boundBy, capOf(stopped))
  if (answer.area) {
    const rate = limit ? ` ${share}, ${limit}.` : ''
    return `${names} pledged ${formatPounds(pledgedPence)}.${rate}`
  }
  const cap = answer.caps.challenge
  const left =
    cap === undefined
      ? ''
      : ` The limit is ${formatPounds(cap)} a challenge, so ${formatPounds(cap - amountPence)} is left.`
  const pledged = formatPounds(pledgedPence)
  const ofAll =
    rule.terms.basisPoints === undefined || rule.terms.bonus
      ? `${pledged} pledged: ${share}`
      : `${share} of ${pledged} pledged`
  return `${ofAll}${limit && limit !== undefined && cap === undefined ? `, ${limit}` : ''}.${left}`
}

/** The area's name stands above the sentence already. */
const aboutTheArea = (why: string, area: MatchArea) => why.replace(area.name, 'The area')

function namesOf(group: PotAnswer[]) {
  const names = group.map((one) => one.councilName)
  return names.length > NAMED_AT_MOST ? `${names.length} councils` : joinNames(names)
}

function capOf({ boundBy, answer, rule }: PotAnswer) {
  if (boundBy === 'pledge') return rule.terms.pledgeCapPence
  if (!answer.wants || !isCap(boundBy)) return undefined
  return answer.caps[boundBy === 'share' ? 'challenge' : boundBy]
}

const isCap = (limit: Limit | undefined) =>
  limit === 'challenge' || limit === 'share' || limit === 'council' || limit === 'area'
