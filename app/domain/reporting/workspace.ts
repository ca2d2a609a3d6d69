import { countOf } from '#app/core/number.ts'
import { daysBetween, formatDay, type Day } from '#app/core/time.ts'

/** One thing that waits for a person, with the page where it is done. */
export type Task = {
  href: string
  title: string
  detail: string
  status?: string
  tone?: 'warn' | 'info' | 'quiet'
  /** The day by which it should be done; tasks without one come last. */
  by?: Day
}

/** "4 things are waiting for you". */
export function waitingHeading(count: number) {
  if (count === 0) return 'Nothing is waiting for you'
  return `${countOf(count, 'thing')} ${count === 1 ? 'is' : 'are'} waiting for you`
}

/** The soonest deadline first; what has none keeps its order at the end. */
export const inOrder = (tasks: Task[]) =>
  tasks
    .map((task, place) => ({ task, place }))
    .sort((a, b) => compare(a.task.by, b.task.by) || a.place - b.place)
    .map(({ task }) => task)

const compare = (a: Day | undefined, b: Day | undefined) =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1

/** "Sign by 24 September 2027", late ones say so. */
export function deadline(verb: string, by: Day | undefined, today: Day) {
  if (by === undefined) return {}
  const days = daysBetween(today, by)
  if (days < 0) return { by, status: `Late since ${formatDay(by)}`, tone: 'warn' as const }
  return {
    by,
    status: `${verb} by ${formatDay(by)}`,
    tone: days <= 14 ? ('warn' as const) : ('info' as const),
  }
}

/** "3 days old", for what has no deadline. */
export function age(since: Day, today: Day) {
  const days = daysBetween(since, today)
  return {
    status: days === 0 ? 'New today' : `${countOf(days, 'day')} old`,
    tone: 'quiet' as const,
  }
}
