import { z } from 'zod'
import { withCapital } from '#app/core/sentence.ts'
import { DayInput } from '#app/core/time.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'

/** Something protected that a person was not let do. */
export type RefusedAct = {
  /** What was asked for, by the address as it is declared: "send pledges/:reference/approval". */
  act: string
  /** What they read: "Was refused a form sent to /pledges/PL-0027/approval". */
  summary: string
  /** The network it came from, as for asking to sign in. */
  network: string
  /** The reference of the request, as it is in the log. */
  reference: string
}

/** The action under which refusals are found in the audit. */
export const refusedAction = 'refused'

/** Operators read the whole audit. */
export const canReadAudit = (actor: Actor) => hasRole(actor, 'operator')

/** Whoever answers for an organisation reads what was done for it: its administrators and who signs its money. */
export const canReadOwnAudit = (actor: Actor) =>
  hasRole(actor, 'administrator', 'finance-approver', 'fund-manager', 'payment-approver')

const text = (most: number) => z.string().trim().min(1).max(most).optional().catch(undefined)
const day = z.optional(DayInput).catch(undefined)

/** Of an organisation's own audit: what its people did, or what others did to its things. */
export const whose = ['us', 'others'] as const

const Search = z.object({
  person: text(100),
  organisation: text(100),
  by: z.enum(whose).optional().catch(undefined),
  action: text(60),
  subject: z
    .string()
    .regex(/^[a-z-]{1,40}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
})
export type AuditSearch = z.output<typeof Search>

/** What an address asks of the audit. What cannot be meant is left out. */
export const readAuditSearch = (search: URLSearchParams): AuditSearch =>
  Search.parse(Object.fromEntries(search))

/** After which record a page goes on: its instant and its number. */
export type AuditPlace = { at: Date; id: bigint }

export const auditPlaceText = ({ at, id }: AuditPlace) => `${at.getTime()}-${id}`

export function readAuditPlace(place: string | null): AuditPlace | undefined {
  const [, at, id] = /^(\d{1,14})-(\d{1,18})$/.exec(place ?? '') ?? []
  return at && id ? { at: new Date(Number(at)), id: BigInt(id) } : undefined
}

/** "Pledge signed" for 'pledge-signed'. */
export const actionName = (action: string) => withCapital(action.replaceAll('-', ' '))
