/** What a council has done for a decision that its cabinet takes, by the day on which it did. */
export type Decision = Partial<Record<Fact, number>>
export type Fact =
  | 'special-urgency-agreed'
  | 'decision-made'
  | 'decision-published'
  | 'called-in'
  | 'call-in-resolved'

/** The first day of a history is Monday 8 March 2027; Easter is on the 28th. */
const WEEKEND = [5, 6]
const HOLIDAYS = [18, 21]
const isWorkingDay = (day: number) => !WEEKEND.includes(day % 7) && !HOLIDAYS.includes(day)

const DAYS_TO_CALL_IN = 5

function callInEnds(published: number) {
  let day = published
  for (let left = DAYS_TO_CALL_IN; left > 0;) if (isWorkingDay(++day)) left--
  return day
}

/** Decided, published, and nobody can call it in any more; or it was called in and stands. */
export function hasTakenEffect(decision: Decision, today: number) {
  const published = decision['decision-published']
  if (decision['decision-made'] === undefined || published === undefined) return false
  if (decision['call-in-resolved'] !== undefined) return true
  return decision['called-in'] === undefined && today > callInEnds(published)
}

/** What comes next, one after the other; a published decision may be called in or not. */
export function nextFact(decision: Decision): Fact | undefined {
  const order: Fact[] = [
    'special-urgency-agreed',
    'decision-made',
    'decision-published',
    'called-in',
    'call-in-resolved',
  ]
  return order.find((fact) => decision[fact] === undefined)
}
