import { z } from 'zod'
import { lineInput } from '#app/core/line-input.ts'
import { PenceInput, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { orNone } from '#app/core/or-none.ts'
import { addDays, DayInput, daysBetween, formatDay, londonDay, type Day } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'

export const certificates = [
  'cyber-essentials',
  'cyber-essentials-plus',
  'iso-27001',
  'iso-9001',
  'iso-14001',
  'dspt',
  'other-certificate',
] as const
export const insurances = [
  'professional-indemnity',
  'public-liability',
  'employers-liability',
  'cyber-insurance',
] as const
export const credentialKinds = [...certificates, ...insurances] as const
export type CredentialKind = (typeof credentialKinds)[number]

const kindNames: Record<CredentialKind, string> = {
  'cyber-essentials': 'Cyber Essentials',
  'cyber-essentials-plus': 'Cyber Essentials Plus',
  'iso-27001': 'ISO 27001 (information security)',
  'iso-9001': 'ISO 9001 (quality)',
  'iso-14001': 'ISO 14001 (environment)',
  dspt: 'Data Security and Protection Toolkit',
  'other-certificate': 'Another certificate',
  'professional-indemnity': 'Professional indemnity insurance',
  'public-liability': 'Public liability insurance',
  'employers-liability': 'Employers’ liability insurance',
  'cyber-insurance': 'Cyber insurance',
}
export const nameOfKind = (kind: CredentialKind) => kindNames[kind]

export const isInsurance = (kind: CredentialKind) =>
  (insurances as readonly string[]).includes(kind)

/** What shows that a firm holds one of this kind: nobody has Cyber Essentials Plus without Cyber Essentials (NCSC). */
export const kindsThatShow = (kind: CredentialKind): CredentialKind[] =>
  kind === 'cyber-essentials' ? [kind, 'cyber-essentials-plus'] : [kind]

/** "Cyber Essentials"; what the firm called it where it is of no kind of ours. */
export const nameOfCredential = ({ kind, name }: { kind: CredentialKind; name: string | null }) =>
  name ?? kindNames[kind]

export type EndedAs = 'renewed' | 'corrected' | 'withdrawn'

/** Who stands behind what is said of a credential. */
export type Provenance = 'said' | 'document' | 'seen'

/** One certificate or insurance as readers get it. */
export type HeldCredential = {
  id: string
  kind: CredentialKind
  name: string | null
  number: string | null
  issuer: string | null
  coverPence: Pence | null
  validFrom: Day | null
  expiresOn: Day | null
  provenance: Provenance
  /** Nobody knows of what was said before this was asked. */
  enteredOn: Day | null
  seenOn: Day | null
}

/** One credential as its own firm sees it, with what became of it. */
export type OwnCredential = HeldCredential & {
  endedAs: EndedAs | null
  endedAt: Date | null
  standing: Standing
  file: { name: string; sizeBytes: number } | null
  enteredBy: string | undefined
  sentBackReason: string | null
}

/** One document as operators see it, with what they have made of it. */
export type LookedAt = HeldCredential & {
  firm: { name: string; slug: string }
  file: { name: string; sizeBytes: number } | null
  enteredBy: string | undefined
  enteredAt: Date
  seenBy: string | undefined
  seenAt: Date | null
  sentBackBy: string | undefined
  sentBackAt: Date | null
  sentBackReason: string | null
  isWaiting: boolean
}

/** As everybody may read it: the number of a policy is between a firm, its insurer and those it pitches to. */
export const asPublished = (credential: HeldCredential): HeldCredential =>
  isInsurance(credential.kind) ? { ...credential, number: null, issuer: null } : credential

type Backed = {
  fileId: string | null
  seenAt: Date | null
  sentBackAt: Date | null
}

/** A document that was sent back stands behind nothing. */
export const provenanceOf = ({ fileId, seenAt, sentBackAt }: Backed): Provenance =>
  seenAt ? 'seen' : fileId && !sentBackAt ? 'document' : 'said'

type Said = Pick<HeldCredential, 'provenance' | 'enteredOn' | 'seenOn'>

/** What stands beside the word for it: "Entered on 3 May 2027", "By Solve Once on 9 May 2027". */
export function describeProvenance({ provenance, enteredOn, seenOn }: Said) {
  if (provenance === 'seen' && seenOn) return `By Solve Once on ${formatDay(seenOn)}`
  return enteredOn ? `Entered on ${formatDay(enteredOn)}` : 'Entered before days were asked'
}

type Dated = { validFrom: Day | null; expiresOn: Day | null; endedAs: EndedAs | null }

export type Standing = 'held' | 'not-yet' | 'expired' | 'withdrawn'

/** By London days; the last day counts. What was renewed goes on until its own last day. */
export function standingOf({ validFrom, expiresOn, endedAs }: Dated, today: Day): Standing {
  if (endedAs === 'corrected' || endedAs === 'withdrawn') return 'withdrawn'
  if (expiresOn && expiresOn < today) return 'expired'
  return validFrom && validFrom > today ? 'not-yet' : 'held'
}

/** So long before its last day its firm is told. */
export const WARN_DAYS = 30

export const lastDayToWarn = (now: Date): Day => addDays(londonDay(now), WARN_DAYS)

export const expiresSoon = (expiresOn: Day | null, today: Day) =>
  expiresOn !== null && daysBetween(today, expiresOn) <= WARN_DAYS

/** "expires in 12 days", "expires today", "expired on 3 May 2027", "until 3 May 2028". */
export function describeExpiry(expiresOn: Day | null, today: Day) {
  if (expiresOn === null) return 'no expiry given'
  const days = daysBetween(today, expiresOn)
  if (days < 0) return `expired on ${formatDay(expiresOn)}`
  if (days === 0) return 'expires today'
  return days <= WARN_DAYS ? `expires in ${countOf(days, 'day')}` : `until ${formatDay(expiresOn)}`
}

/** Its own people and operators. Assessors read those of a pitch. */
export const canReadCredential = (actor: Actor, supplierId: string) =>
  hasRole(actor, 'operator') || (canChangeProfile(actor) && actor.organisationId === supplierId)

export const canDecideDocuments = (actor: Actor) => hasRole(actor, 'operator')

/** Whoever entered it is not who has seen it. The database asks for all people of the firm (decision 054). */
export const isOwnWord = (actor: Actor, enteredById: string | null) => isSelf(actor, enteredById)

export const CredentialInput = z.object({
  operationKey: z.uuid(),
  kind: z.enum(credentialKinds, 'Choose what it is'),
  name: orNone(lineInput('Enter what it is called', 80)),
  number: lineInput('Enter its number', 60),
  issuer: lineInput('Enter who issued it', 100),
  cover: orNone(PenceInput),
  validFrom: DayInput,
  expiresOn: DayInput,
})
export type CredentialInput = z.output<typeof CredentialInput>

type Problem = { field: string; message: string }

/** What is wrong between the answers, or with them on this day. */
export function problemWithCredential(input: CredentialInput, today: Day): Problem | undefined {
  const { kind, name, cover, validFrom, expiresOn } = input
  if (kind === 'other-certificate' && name === undefined)
    return { field: 'name', message: 'Enter what it is called' }
  if (isInsurance(kind) && !cover)
    return { field: 'cover', message: 'Enter the sum insured, like 5,000,000' }
  if (expiresOn < validFrom)
    return { field: 'expiresOn', message: 'Enter a last day that is not before the first' }
  if (expiresOn < today)
    return { field: 'expiresOn', message: 'It has expired. Enter the one that holds today' }
  return undefined
}

export const SENT_BACK_LENGTH = 500

export const DocumentDecision = z
  .object({
    decision: z.enum(['seen', 'send-back'], 'Choose what you have seen'),
    reason: z
      .string()
      .trim()
      .max(SENT_BACK_LENGTH, `Use ${SENT_BACK_LENGTH} characters or fewer`)
      .default(''),
  })
  .superRefine(({ decision, reason }, context) => {
    if (decision === 'send-back' && reason === '')
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'Say what does not fit: they read it',
      })
  })
export type DocumentDecision = z.output<typeof DocumentDecision>
