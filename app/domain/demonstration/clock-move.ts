import { z } from 'zod'
import { londonInstant } from '#app/core/time.ts'

/** How far one press of the button goes. */
export const steps = [
  { value: 'hour', label: '1 hour', ms: 3_600_000 },
  { value: 'day', label: '1 day', ms: 86_400_000 },
  { value: 'week', label: '1 week', ms: 604_800_000 },
  { value: 'month', label: '30 days', ms: 2_592_000_000 },
] as const

const names = steps.map((step) => step.value)

/** One step on, or to nine in the morning of a later day. */
export const ClockMoveInput = z.discriminatedUnion('by', [
  z.object({ by: z.enum(names) }),
  z.object({ by: z.literal('to'), day: z.iso.date('Enter a day, like 24 9 2027') }),
])
export type ClockMoveInput = z.output<typeof ClockMoveInput>

/** No journey takes longer; a slip of the keyboard should not end in the next century. */
export const furthestMs = 5 * 366 * 86_400_000

/** Where the clock would stand after a move. */
export function whereTo(move: ClockMoveInput, now: Date): Date {
  if (move.by === 'to') return londonInstant(move.day, '09:00')
  const step = steps.find((each) => each.value === move.by)
  return new Date(now.getTime() + (step?.ms ?? 0))
}

/** What may fall due while the clock moves; a test holds this against the schedules of app/jobs. */
export const timedTasks = [
  'succeed-organisations',
  'commit-signed-pledges',
  'settle-shared-pots',
  'close-rounds',
  'lapse-slot-offers',
  'seal-journals',
  'note-list',
  'finish-bank-details',
  'finish-ways-back',
  'look-up-firms',
  'tell-of-expiry',
  'send-mail',
] as const
