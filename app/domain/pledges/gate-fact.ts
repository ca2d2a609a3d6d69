import { z } from 'zod'
import { orNone } from '#app/core/or-none.ts'
import { DayInput, formatDay, type Day } from '#app/core/time.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { WebAddress } from '../organisations/spending-lock.ts'

/** What people record about a gate; the latest of a kind holds, and none is ever changed. */
export const gateFactKinds = [
  'notice-published',
  'general-exception-notice',
  'special-urgency-agreed',
  'decision-made',
  'decision-published',
  'called-in',
  'call-in-resolved',
  'consent-given',
] as const
export type GateFactKind = (typeof gateFactKinds)[number]

export type GateFact = {
  kind: GateFactKind
  on: Day
  reference: string
  link: string | undefined
  recordedBy: string
  recordedAt: Date
}

export type FactWords = {
  /** "Key-decision notice published". */
  done: string
  title: string
  day: string
  reference: string
  button: string
}

export const factWords: Record<GateFactKind, FactWords> = {
  'notice-published': {
    done: 'Key-decision notice published',
    title: 'When was the key-decision notice published?',
    day: 'The day it was published',
    reference: 'Reference in the forward plan',
    button: 'Record the notice',
  },
  'general-exception-notice': {
    done: 'General exception notice published',
    title: 'When was the general exception notice published?',
    day: 'The day it was published',
    reference: 'Reference of the notice',
    button: 'Record the notice',
  },
  'special-urgency-agreed': {
    done: 'Special urgency agreed',
    title: 'When did the scrutiny chair agree that it is urgent?',
    day: 'The day the chair agreed',
    reference: 'Reference of the agreement',
    button: 'Record the agreement',
  },
  'decision-made': {
    done: 'Decision made',
    title: 'When was the decision made?',
    day: 'The day it was made',
    reference: 'Reference of the decision',
    button: 'Record the decision',
  },
  'decision-published': {
    done: 'Decision published',
    title: 'When was the decision published?',
    day: 'The day it was published',
    reference: 'Reference of the decision notice',
    button: 'Record the publication',
  },
  'called-in': {
    done: 'Called in',
    title: 'When was the decision called in?',
    day: 'The day it was called in',
    reference: 'Reference of the call-in',
    button: 'Record the call-in',
  },
  'call-in-resolved': {
    done: 'Call-in resolved: the decision stands',
    title: 'When was the call-in resolved?',
    day: 'The day the decision was upheld',
    reference: 'Reference of the outcome',
    button: 'Record that the decision stands',
  },
  'consent-given': {
    done: 'Successor council’s consent given',
    title: 'When did the successor council consent?',
    day: 'The day of the written consent',
    reference: 'Reference of the consent',
    button: 'Record the consent',
  },
}

export const GateFactInput = z.object({
  operationKey: z.uuid(),
  on: DayInput,
  reference: z
    .string('Enter a reference')
    .trim()
    .min(2, 'Enter a reference that colleagues can find it by')
    .max(200, 'Use 200 characters or fewer'),
  link: orNone(WebAddress),
})
export type GateFactInput = z.output<typeof GateFactInput>

/** Officers and finance approvers record what their council did for its own pledge. */
export const canRecordFact = (actor: Actor, pledge: { councilId: string }) =>
  actor.organisationId === pledge.councilId && hasRole(actor, 'officer', 'finance-approver')

export const latest = (facts: GateFact[], ...kinds: GateFactKind[]) =>
  facts.filter(({ kind }) => kinds.includes(kind)).at(-1)

/** Which fact must come before another, and on no later a day. */
const comesAfter: Partial<Record<GateFactKind, GateFactKind>> = {
  'decision-published': 'decision-made',
  'called-in': 'decision-made',
  'call-in-resolved': 'called-in',
}

/** Why something cannot have happened on this day, or nothing. */
export function wrongFactDay(kind: GateFactKind, on: Day, recorded: GateFact[]) {
  const before = comesAfter[kind]
  if (!before) return undefined
  const earlier = latest(recorded, before)
  if (!earlier) return `Record this first: ${factWords[before].done.toLowerCase()}`
  if (on < earlier.on)
    return `Enter ${formatDay(earlier.on)} or a later day: ${factWords[before].done.toLowerCase()}`
  return undefined
}
