import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDate, formatDay, type Day } from '#app/core/time.ts'
import {
  callInEnds,
  firstDayToDecide,
  isKeyDecision,
  lastDays,
  type KeyDecisionDates,
  type KeyDecisionRules,
} from '../organisations/key-decision.ts'
import type { Gate } from './gate.ts'
import { latest, type GateFact, type GateFactKind } from './gate-fact.ts'

export type KeyDecision = {
  on: Day
  amountPence: Pence
  councilName: string
  closesOn: Day
  rules: KeyDecisionRules
  holidays: Day[]
  recorded: GateFact[]
}

type Clock = KeyDecision & { last: KeyDecisionDates }

const executive = 'Whoever decides for your council: its cabinet or executive'
const democratic = 'Your democratic services team'

/** The steps of a key decision, or one line that says why it is none. */
export function keyDecisionGates(facts: KeyDecision): Gate[] {
  const { amountPence, rules, closesOn, holidays } = facts
  if (!isKeyDecision(amountPence, rules)) return [notKey(facts)]
  const clock = { ...facts, last: lastDays(closesOn, rules, holidays) }
  return [
    ...(rules.notice.days > 0 ? [noticeGate(clock)] : []),
    decisionGate(clock),
    ...(rules.callIn.days > 0 ? [callInGate(clock)] : []),
  ]
}

function notKey({ amountPence, councilName, rules }: KeyDecision): Gate {
  const { abovePence, aboveSource, notice, callIn } = rules
  const sentence =
    notice.days === 0 && callIn.days === 0
      ? `${notice.source}.`
      : abovePence === undefined
        ? `${councilName} takes no key decisions (${aboveSource}).`
        : `${formatPounds(amountPence)} is not above ${formatPounds(abovePence)}, from where a pledge is a key decision of ${councilName} (${aboveSource}).`
  return { name: 'key-decision', title: 'Key decision', state: 'clear', sentence }
}

const noticeKinds: GateFactKind[] = [
  'notice-published',
  'general-exception-notice',
  'special-urgency-agreed',
]

/** From when the decision may be made, by the notice that is on record. */
function mayDecideFrom({ recorded, rules }: Clock): Day | undefined {
  if (rules.notice.days === 0) return '1900-01-01'
  const given = latest(recorded, ...noticeKinds)
  if (!given) return undefined
  if (given.kind === 'special-urgency-agreed') return given.on
  const { days } = given.kind === 'notice-published' ? rules.notice : rules.exception
  return firstDayToDecide(given.on, days)
}

function noticeGate(clock: Clock): Gate {
  const { recorded, rules, on, last, amountPence } = clock
  const gate = { name: 'notice' as const, title: 'Key-decision notice' }
  const given = latest(recorded, ...noticeKinds)
  const from = mayDecideFrom(clock)
  const law = `${rules.notice.days} clear days, ${rules.notice.source}`
  if (!given || !from) {
    const why = `A pledge of ${formatPounds(amountPence)} is a key decision`
    if (on <= last.noticeBy)
      return {
        ...gate,
        state: 'waiting',
        who: democratic,
        by: last.noticeBy,
        sentence: `${why}: its notice must be published by ${formatDate(last.noticeBy)} (${law}).`,
        records: ['notice-published'],
      }
    const isExceptionLeft = on <= last.exceptionBy
    return {
      ...gate,
      state: isExceptionLeft ? 'waiting' : 'blocked',
      who: democratic,
      by: isExceptionLeft ? last.exceptionBy : last.decideBy,
      sentence: `${why}, and ${formatDate(last.noticeBy)} was the last day for its notice (${law}). ${
        isExceptionLeft
          ? `If that was impracticable, a general exception notice by ${formatDate(last.exceptionBy)} will do (${rules.exception.days} clear days, ${rules.exception.source}).`
          : 'Only special urgency, agreed by the scrutiny chair, is left (SI 2012/2089, reg. 11).'
      }`,
      records: ['notice-published', 'general-exception-notice', 'special-urgency-agreed'],
    }
  }
  const seen = { link: given.link, reference: given.reference }
  if (on < from)
    return {
      ...gate,
      ...seen,
      state: 'waiting',
      by: from,
      sentence: `Notice was given on ${formatDay(given.on)}. The decision may be made from ${formatDate(from)} (${given.kind === 'notice-published' ? law : `${rules.exception.days} clear days, ${rules.exception.source}`}).`,
    }
  return {
    ...gate,
    ...seen,
    state: 'clear',
    sentence: `Notice was given on ${formatDay(given.on)} and has run (${given.kind === 'special-urgency-agreed' ? 'special urgency, SI 2012/2089, reg. 11' : given.kind === 'notice-published' ? law : rules.exception.source}).`,
  }
}

function decisionGate(clock: Clock): Gate {
  const { recorded, last } = clock
  const gate = { name: 'decision' as const, title: 'Council’s decision', who: executive }
  const from = mayDecideFrom(clock)
  const made = latest(recorded, 'decision-made')
  if (!made)
    return {
      ...gate,
      state: clock.on > last.decideBy ? 'blocked' : 'waiting',
      by: last.decideBy,
      sentence:
        clock.on > last.decideBy
          ? `The decision had to be made by ${formatDate(last.decideBy)} to take effect before pledging closes.`
          : `The decision must be made by ${formatDate(last.decideBy)}, so that it takes effect before pledging closes.`,
      records: from && clock.on >= from ? ['decision-made'] : [],
    }
  const seen = { link: made.link, reference: made.reference }
  if (from === undefined || made.on < from)
    return {
      ...gate,
      ...seen,
      state: 'blocked',
      sentence: `The decision of ${formatDay(made.on)} was made before its notice had run, so it must be made again.`,
      records: ['decision-made'],
    }
  return {
    ...gate,
    ...seen,
    who: undefined,
    state: 'clear',
    sentence: `The decision was made on ${formatDay(made.on)} (${made.reference}).`,
  }
}

function callInGate(clock: Clock): Gate {
  const { recorded, rules, last, on, holidays, closesOn } = clock
  const gate = { name: 'call-in' as const, title: 'Call-in' }
  const law = `${rules.callIn.days} working days from publication: ${rules.callIn.source}`
  const called = latest(recorded, 'called-in', 'call-in-resolved')
  if (called?.kind === 'called-in')
    return {
      ...gate,
      state: 'blocked',
      who: 'Your scrutiny committee',
      by: closesOn,
      sentence: `The decision was called in on ${formatDay(called.on)} (${called.reference}). Nothing is committed until that is resolved.`,
      records: ['call-in-resolved'],
    }
  const made = latest(recorded, 'decision-made')
  const published = latest(recorded, 'decision-published')
  if (!published || !made || published.on < made.on)
    return {
      ...gate,
      state: on > last.publishBy ? 'blocked' : 'waiting',
      who: democratic,
      by: last.publishBy,
      sentence: `The decision must be published by ${formatDate(last.publishBy)}: the time to call it in ends ${formatDate(last.callInEndsOn)} then (${law}).`,
      records: made ? ['decision-published'] : [],
    }
  const seen = { link: published.link, reference: published.reference }
  if (called)
    return {
      ...gate,
      ...seen,
      state: 'clear',
      sentence: `The call-in was resolved on ${formatDay(called.on)} (${called.reference}): the decision stands.`,
    }
  const ends = callInEnds(published.on, rules.callIn.days, holidays)
  if (on > ends)
    return {
      ...gate,
      ...seen,
      state: 'clear',
      sentence: `The time to call it in ended on ${formatDay(ends)} (${law}).`,
    }
  return {
    ...gate,
    ...seen,
    state: ends >= closesOn ? 'blocked' : 'waiting',
    by: ends,
    sentence:
      ends >= closesOn
        ? `The time to call it in ends on ${formatDate(ends)}, after pledging closes (${law}).`
        : `Published on ${formatDay(published.on)}. It may be called in until the end of ${formatDate(ends)} (${law}).`,
    records: ['called-in'],
  }
}
