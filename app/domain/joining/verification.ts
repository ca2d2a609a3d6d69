import { z } from 'zod'
import { emailInput } from '#app/core/email-input.ts'
import { lineInput } from '#app/core/line-input.ts'
import { ListPlace, textOfPlace } from '#app/core/list-place.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import {
  askingForNumbers,
  legalIdentityShape,
  readLegalIdentity,
} from '../organisations/legal-identity.ts'
import { WhoYouAre } from './invitation.ts'
import { findings } from './register-answer.ts'

/** Firms that one person may bring in any 24 hours, so that nobody fills the queue. */
export const REGISTRATIONS_A_DAY = 3

export const states = ['waiting', 'asked', 'verified', 'declined'] as const
export type VerificationState = (typeof states)[number]

export const causes = ['registered', 'changed', 'asked-again', 'looked-again'] as const
export type Cause = (typeof causes)[number]

export const RegisterInput = z.object({ email: emailInput('Enter your email address') })

export const RegistrationInput = askingForNumbers(
  z.object({
    ...legalIdentityShape,
    town: lineInput('Enter the town you work from', 80),
    ...WhoYouAre.shape,
  }),
).transform(({ town, name, jobTitle, ...typed }) => ({
  identity: readLegalIdentity(typed),
  town,
  who: { name, jobTitle },
}))
export type RegistrationInput = z.output<typeof RegistrationInput>

/** Who a firm is, said again by its administrators, with an answer to what operators asked. */
export const ChangeInput = askingForNumbers(
  z.object({
    ...legalIdentityShape,
    answer: z.string().trim().max(2_000, 'Use 2,000 characters or fewer').default(''),
  }),
).transform(({ answer, ...typed }) => ({
  identity: readLegalIdentity(typed),
  answer: answer === '' ? null : answer,
}))
export type ChangeInput = z.output<typeof ChangeInput>

const textWanted = {
  ask: 'Say what they should send: they read it',
  decline: 'Say why: they read it',
}

export const VerificationDecision = z
  .object({
    decision: z.enum(['verify', 'ask', 'decline'], 'Choose what you decide'),
    text: z.string().trim().max(1_000, 'Use 1,000 characters or fewer').default(''),
  })
  .superRefine(({ decision, text }, context) => {
    if (decision !== 'verify' && text === '')
      context.addIssue({ code: 'custom', path: ['text'], message: textWanted[decision] })
  })
export type VerificationDecision = z.output<typeof VerificationDecision>

export const canVerify = (actor: Actor) => hasRole(actor, 'operator')

/** Anybody of a firm reads where it stands; its administrators say who it is. */
export const canSeeVerification = (actor: Actor) =>
  actor.organisationKind === 'supplier' && hasRole(actor, 'member', 'administrator')
export const canChangeIdentity = (actor: Actor) =>
  actor.organisationKind === 'supplier' && hasRole(actor, 'administrator')

/** Filters of the queue, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  state: z.enum(states).catch('waiting'),
  cause: z.enum(causes).optional().catch(undefined),
  finding: z.enum(findings).optional().catch(undefined),
  after: ListPlace.optional().catch(undefined),
})
export type VerificationFilters = z.output<typeof Filters>

export const readVerificationFilters = (search: URLSearchParams): VerificationFilters =>
  Filters.parse({
    state: search.get('state') ?? 'waiting',
    cause: search.get('cause') || undefined,
    finding: search.get('finding') || undefined,
    after: search.get('after') ?? undefined,
  })

/** The address of the same queue, from its beginning or after a place. */
export function verificationsHref(
  { state, cause, finding }: VerificationFilters,
  after?: ListPlace,
) {
  const search = new URLSearchParams()
  if (state !== 'waiting') search.set('state', state)
  if (cause) search.set('cause', cause)
  if (finding) search.set('finding', finding)
  if (after) search.set('after', textOfPlace(after))
  return search.size ? `/joining/verification?${search}` : '/joining/verification'
}
