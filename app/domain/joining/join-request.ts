import { z } from 'zod'
import { emailInput } from '#app/core/email-input.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { canManagePeople, RolesInput } from '../organisations/people.ts'
import { WhoYouAre } from './invitation.ts'

export const JoinInput = z.object({ email: emailInput('Enter your work email address') })

export const JoinRequestInput = z.object({
  organisationId: z.uuid('Choose your council'),
  ...WhoYouAre.shape,
})
export type JoinRequestInput = z.output<typeof JoinRequestInput>

export const DecisionInput = z
  .object({
    decision: z.enum(['yes', 'no'], 'Choose yes or no'),
    roles: RolesInput.shape.roles,
    reason: z.string().trim().max(500, 'Use 500 characters or fewer').default(''),
  })
  .refine(({ decision, reason }) => decision === 'yes' || reason !== '', {
    path: ['reason'],
    error: 'Say why not: they are told',
  })
export type DecisionInput = z.output<typeof DecisionInput>

export const requestStates = ['waiting', 'accepted', 'declined'] as const
/** Whoever was let in is a person of this site since; whoever was not is kept for thirty days. */
export type RequestState = (typeof requestStates)[number]

/** Filters of the list, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  q: z.string().trim().max(100).catch(''),
  state: z.enum(requestStates).catch('waiting'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type RequestFilters = z.output<typeof Filters>

export const readRequestFilters = (search: URLSearchParams): RequestFilters =>
  Filters.parse({
    q: (search.get('q') ?? '').replaceAll('\0', ''),
    state: search.get('state') ?? 'waiting',
    page: search.get('page') ?? 1,
  })

/** The address of a page of the requests these filters find. */
export function requestsHref({ q, state }: Omit<RequestFilters, 'page'>, page = 1) {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (state !== 'waiting') search.set('state', state)
  if (page > 1) search.set('page', String(page))
  return search.size ? `/workspace/people/requests?${search}` : '/workspace/people/requests'
}

type Whose = { organisationId: string; hasAdministrator: boolean }

/** The council's administrators; while it has none, the operators of the site. */
export const canDecide = (actor: Actor, { organisationId, hasAdministrator }: Whose) =>
  (canManagePeople(actor) && actor.organisationId === organisationId) ||
  (!hasAdministrator && hasRole(actor, 'operator'))
