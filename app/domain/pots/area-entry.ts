import { z } from 'zod'
import { orNone } from '#app/core/or-none.ts'
import { DayInput, type Day } from '#app/core/time.ts'
import { areaStatuses, type AreaStatus } from './match-rule.ts'

/** What a pot's register says of an area from a day on, approved by a second person. */
export type Entry = { status: AreaStatus; fromOn: Day; toOn: Day | null; approvedAt: Date }

/**
 * The entry that says how an area stands on a day, by what was approved at an instant: of those that have
 * begun, the one that began last, and of those the one approved last. The day it ends it no longer holds.
 */
export function entryOn<E extends Entry>(entries: E[], day: Day, at: Date): E | undefined {
  let last: E | undefined
  for (const entry of entries) {
    if (entry.fromOn > day || entry.approvedAt > at) continue
    if (!last || isLater(entry, last)) last = entry
  }
  return last && (last.toOn === null || last.toOn > day) ? last : undefined
}

const isLater = (entry: Entry, than: Entry) =>
  entry.fromOn === than.fromOn ? entry.approvedAt >= than.approvedAt : entry.fromOn > than.fromOn

const DayOrNone = orNone(DayInput)
const Address = z.url({
  protocol: /^https$/,
  error: 'Enter an address that starts with https://, or leave it empty',
})
const AddressOrNone = orNone(Address.max(500))

export const AreaProposalInput = z.object({
  operationKey: z.uuid(),
  areaId: z.uuid('Choose an area'),
  status: z.enum(areaStatuses, 'Choose how the area stands'),
  chiefDigitalOfficerFromOn: DayOrNone,
  strategyPublishedOn: DayOrNone,
  strategyUrl: AddressOrNone,
  evidenceUrl: AddressOrNone,
  fromOn: DayInput,
  toOn: DayOrNone,
  reason: z.string().trim().min(1, 'Say why').max(1_000),
})
export type AreaProposalInput = z.output<typeof AreaProposalInput>

export const AreaDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve') }),
  z.object({
    decision: z.literal('end'),
    reason: z.string().trim().min(1, 'Say what is missing').max(1_000),
  }),
])

type Field = 'status' | 'toOn' | 'chiefDigitalOfficerFromOn' | 'strategyPublishedOn' | 'evidence'
type Problem = { field: Field; message: string }

/** Why an entry cannot be proposed like this; nothing when it can. */
export function problemWithEntry(
  entry: Omit<AreaProposalInput, 'operationKey' | 'areaId' | 'reason'>,
  hasFile: boolean,
): Problem | undefined {
  const { fromOn, toOn, status, evidenceUrl } = entry
  if (toOn !== undefined && toOn <= fromOn)
    return { field: 'toOn', message: 'Enter a day after the first one, or leave it empty.' }
  if (status === 'ended' && toOn !== undefined)
    return { field: 'toOn', message: 'An area leaves the register for good. Leave this day empty.' }
  const late = status === 'registered' ? missingDay(entry) : undefined
  if (late) return late
  if (!evidenceUrl && !hasFile)
    return { field: 'evidence', message: 'Add a file or an address that shows it.' }
  return undefined
}

/** The dividend is for areas that have both. */
function missingDay(entry: Parameters<typeof problemWithEntry>[0]): Problem | undefined {
  const { fromOn, chiefDigitalOfficerFromOn: officer, strategyPublishedOn: strategy } = entry
  if (!officer || officer > fromOn)
    return {
      field: 'chiefDigitalOfficerFromOn',
      message:
        'A registered area has a chief digital officer in post. Enter a day no later than its first one.',
    }
  if (!strategy || strategy > fromOn)
    return {
      field: 'strategyPublishedOn',
      message:
        'A registered area has published its strategy. Enter a day no later than its first one.',
    }
  return undefined
}
