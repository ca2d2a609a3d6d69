import { z } from 'zod'
import { orNone } from '#app/core/or-none.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DayInput, formatDay, type Day } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { NewCouncil } from '../organisations/new-council.ts'

export const successionStates = ['proposed', 'confirmed', 'happened', 'withdrawn'] as const
export type SuccessionState = (typeof successionStates)[number]

/** "waits for a second person", after "It". */
export const stateNames: Record<SuccessionState, string> = {
  proposed: 'Waits for a second operator',
  confirmed: 'Confirmed, waits for its day',
  happened: 'Happened',
  withdrawn: 'Withdrawn',
}

type Dates = { confirmedAt: Date | null; happenedAt: Date | null; endedAt: Date | null }

export function stateOf({ confirmedAt, happenedAt, endedAt }: Dates): SuccessionState {
  if (happenedAt) return 'happened'
  if (endedAt) return 'withdrawn'
  return confirmedAt ? 'confirmed' : 'proposed'
}

const MOST_PREDECESSORS = 20

const Lines = z
  .string()
  .transform((text) => text.split('\n').map((line) => line.trim()))
  .transform((lines) => [...new Set(lines.filter((line) => line !== ''))])
  .refine((lines) => lines.length > 0, 'Enter at least one council')
  .refine(
    (lines) => lines.length <= MOST_PREDECESSORS,
    `Enter ${MOST_PREDECESSORS} councils or fewer`,
  )

const Order = {
  operationKey: z.uuid(),
  /** Names or GSS codes, one a line. */
  predecessors: Lines,
  vestsOn: DayInput,
  source: z.string().trim().min(1, 'Enter the order that says so').max(300),
  sourceUrl: orNone(
    z.url({ protocol: /^https$/, error: 'Enter an address that starts with https://' }).max(500),
  ),
}

/** What an operator sends: the successor is a council that is here, or one that the order makes. */
export const SuccessionInput = z.discriminatedUnion(
  'kind',
  [
    z.object({
      ...Order,
      kind: z.literal('here'),
      successor: z.string().trim().min(1, 'Enter its name or its GSS code'),
    }),
    z.object({ ...Order, kind: z.literal('new'), ...NewCouncil.shape }),
  ],
  'Choose whether the successor is here already',
)
export type SuccessionInput = z.output<typeof SuccessionInput>

export const SuccessionDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('confirm') }),
  z.object({
    decision: z.literal('end'),
    reason: z.string().trim().min(1, 'Say why').max(1_000, 'Enter 1,000 characters or fewer'),
  }),
])

const Filters = z.object({
  state: z.enum(successionStates).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})
export type SuccessionFilters = z.output<typeof Filters>

export const readSuccessionFilters = (search: URLSearchParams): SuccessionFilters =>
  Filters.parse({ state: search.get('state') || undefined, page: search.get('page') ?? 1 })

/** The address of another page of the same list. */
export function successionsHref({ state }: Pick<SuccessionFilters, 'state'>, page = 1) {
  const search = new URLSearchParams({
    ...(state && { state }),
    ...(page > 1 && { page: String(page) }),
  })
  return search.size ? `/successions?${search}` : '/successions'
}

/** Operators look after the register of councils. */
export const canSeeSuccessions = (actor: Actor) => hasRole(actor, 'operator')

/** To anybody else there is no such page. */
export function requireSuccessionKeeper(actor: Actor) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
}

/** Whoever belongs to one of the councils decides nothing about it. */
type Asked = { isOfCouncils: boolean }
export const canProposeSuccession = (actor: Actor, { isOfCouncils }: Asked) =>
  canSeeSuccessions(actor) && !isOfCouncils

/** A second operator, never the one who proposed it. */
export const canConfirmSuccession = (actor: Actor, asked: Asked & { proposedById: string }) =>
  canProposeSuccession(actor, asked) && !isSelf(actor, asked.proposedById)

type Facts = {
  successorName: string
  /** The council the successor is part of itself by now. */
  successorNowPartOf: string | undefined
  /** New bank details of these wait, and nobody of theirs will be there to confirm or stop them. */
  bankChangesOf: string[]
}

/** Why it cannot happen as things stand; it happens as soon as nothing of this is left. */
export function blocksOf({ successorName, successorNowPartOf, bankChangesOf }: Facts): string[] {
  const part = successorNowPartOf
    ? [
        `${successorName} is part of ${successorNowPartOf} itself now. Withdraw this and propose it again.`,
      ]
    : []
  const bank = bankChangesOf.map(
    (name) => `New bank details of ${name} wait. They have to be confirmed or stopped first.`,
  )
  return [...part, ...bank]
}

/** "Craven, Hambleton and Selby". */
export const listNames = (names: string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}` : (names[0] ?? '')

type Told = { predecessors: string[]; successorName: string; vestsOn: Day }

/** "Craven and Selby become part of North Yorkshire". */
export const sayPart = ({ predecessors, successorName }: Omit<Told, 'vestsOn'>) =>
  `${listNames(predecessors)} ${predecessors.length === 1 ? 'becomes' : 'become'} part of ${successorName}`

/** "Craven and Selby become part of North Yorkshire on 1 April 2028". */
export const sayWhat = ({ vestsOn, ...told }: Told) => `${sayPart(told)} on ${formatDay(vestsOn)}`

/** What one council has that its successor will answer for. */
export type Part = {
  id: string
  people: number
  administrators: number
  /** People who hold a role that moves money. */
  signers: number
  invitations: number
  draftPledges: number
  waitingPledges: number
  signedPledges: number
  coSignatures: number
  inKind: number
  led: number
  collections: number
}
