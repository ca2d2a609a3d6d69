import { z } from 'zod'
import { DayInput, type Day } from '#app/core/time.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hasRole, type Actor } from './actor.ts'

/** What stops, or slows, a council's new spending. What is committed already stands. */
export const lockKinds = ['section-114', 'section-24'] as const
export type LockKind = (typeof lockKinds)[number]

type LockLaw = { name: string; law: string; effect: string; nations: string[] }
export const lockLaws: Record<LockKind, LockLaw> = {
  'section-114': {
    name: 'Section 114 notice',
    law: 'Local Government Finance Act 1988, s.114',
    effect: 'only the section 151 officer may sign new pledges, whatever the sum',
    nations: ['England', 'Wales'],
  },
  'section-24': {
    name: 'Section 24 direction',
    law: 'Local Government and Public Involvement in Health Act 2007, s.24',
    effect: 'a larger pledge needs the written consent of the successor council',
    nations: ['England'],
  },
}

/** The law of Scotland and of Northern Ireland knows neither, that of Wales the first alone. */
export const lockKindsOf = (nation: string) =>
  lockKinds.filter((kind) => lockLaws[kind].nations.includes(nation))

export type SpendingLock = {
  id: string
  kind: LockKind
  /** The council that will take over, under a section 24 direction. */
  successor: string | undefined
  from: Day
  /** The first day on which it no longer holds. */
  to: Day | undefined
  source: string
  sourceUrl: string
}

const words = (message: string) =>
  z.string(message).trim().min(3, message).max(200, 'Use 200 characters or fewer')

export const WebAddress = z
  .url({
    protocol: /^https?$/,
    error: 'Enter a web address, like https://www.example.gov.uk/notice',
  })
  .max(500, 'Use 500 characters or fewer')

export const LockInput = z
  .object({
    kind: z.enum(lockKinds, 'Choose what is in force'),
    successor: z.string().trim().max(200, 'Use 200 characters or fewer').default(''),
    from: DayInput,
    source: words('Say which notice or direction it is'),
    sourceUrl: WebAddress,
  })
  .refine(({ kind, successor }) => kind !== 'section-24' || successor.length >= 3, {
    path: ['successor'],
    message: 'Enter the name of the successor council',
  })
export type LockInput = z.output<typeof LockInput>

export const EndInput = z.object({ on: DayInput })
export type EndInput = z.output<typeof EndInput>

/** Who keeps a council's scheme of delegation: its locks, deputies and thresholds. */
export const canKeepScheme = (actor: Actor) =>
  actor.organisationKind === 'council' && hasRole(actor, 'administrator')

/** Refuses whoever may not keep the scheme of the council they act for, for its forms and for what they send. */
export function requireSchemeKeeper(actor: Actor) {
  if (!canKeepScheme(actor))
    throw new Refusal('forbidden', 'Only an administrator of a council keeps its scheme.')
}
