import { hasRole, type Actor } from '../organisations/actor.ts'
import { mayBegin } from '../organisations/former-organisation.ts'

/** What people quote: "SO-0412". */
export const referenceOf = (number: number) => `SO-${String(number).padStart(4, '0')}`

/** The number in a reference however it was typed, or undefined for anything else. */
export function numberOf(reference: string) {
  const digits = /^so-?(\d{1,9})$/i.exec(reference.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Pages of their own under /challenges, so no challenge may be called this. */
const takenSlugs = ['new', 'drafts', 'similar']

/** "Childcare information" becomes `childcare-information`; empty when nothing is left to write. */
export function slugFrom(name: string) {
  const slug = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f’']/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return takenSlugs.includes(slug) ? `${slug}-challenge` : slug
}

/** Somebody else's challenge may have the slug already; the number makes it ours. */
export const slugWithNumber = (slug: string, number: number) =>
  [slug, referenceOf(number).toLowerCase()].filter(Boolean).join('-')

/** Posting, co-signing and answering are a council officer's work. */
export const isCouncilOfficer = (actor: Actor) =>
  actor.organisationKind === 'council' && hasRole(actor, 'officer')

export const canDraft = (actor: Actor) => isCouncilOfficer(actor) && mayBegin(actor)
export const canCoSign = canDraft

/** Officers of the lead council look after its challenge: drafts, answers, updates and changes. */
export const canLead = (actor: Actor, challenge: { leadCouncilId: string }) =>
  isCouncilOfficer(actor) && actor.organisationId === challenge.leadCouncilId

/**
 * The next instant of change: two changes in one millisecond still differ, so that a form which
 * carries the first is found to be out of date.
 */
export const nextChangeAt = (changedAt: Date, now: Date) =>
  now > changedAt ? now : new Date(changedAt.getTime() + 1)
