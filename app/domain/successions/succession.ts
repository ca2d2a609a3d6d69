import { z } from 'zod'
import { orNone } from '#app/core/or-none.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DayInput, formatDay, type Day } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { NewCouncil } from '../organisations/new-council.ts'

/** What is succeeded by its like. */
export const successionKinds = ['council', 'supplier', 'funder'] as const
export type SuccessionKind = (typeof successionKinds)[number]

/** "councils", after "of". */
export const kindNames: Record<SuccessionKind, string> = {
  council: 'councils',
  supplier: 'firms',
  funder: 'funders',
}

/** Of the address of a form: "firms" or "funders". */
export function getTakeoverKind(name: string): 'supplier' | 'funder' {
  if (name === 'firms') return 'supplier'
  if (name === 'funders') return 'funder'
  throw new Refusal('not-found', 'Page not found')
}

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

const lines = (none: string, things: string) =>
  z
    .string()
    .transform((text) => text.split('\n').map((line) => line.trim()))
    .transform((all) => [...new Set(all.filter((line) => line !== ''))])
    .refine((all) => all.length > 0, none)
    .refine(
      (all) => all.length <= MOST_PREDECESSORS,
      `Enter ${MOST_PREDECESSORS} ${things} or fewer`,
    )

const Address = orNone(
  z.url({ protocol: /^https$/, error: 'Enter an address that starts with https://' }).max(500),
)

const Order = z.object({
  operationKey: z.uuid(),
  /** Names or GSS codes, one a line. */
  predecessors: lines('Enter at least one council', 'councils'),
  /** One council becomes several. The successor is the one that answers for it; the others are named afterwards. */
  isSplit: z.literal('yes').optional().transform(Boolean),
  /** What the order says of the combined authorities of those that end. Members of one of them it says so by itself. */
  joinsAreas: z
    .literal('no')
    .optional()
    .transform((no) => no !== 'no'),
  vestsOn: DayInput,
  source: z.string().trim().min(1, 'Enter the order that says so').max(300),
  sourceUrl: Address,
})

/** What an operator sends about firms or funders: whoever takes over is here already. */
export const TakeoverInput = z.object({
  operationKey: z.uuid(),
  /** Names, numbers or addresses, one a line. */
  predecessors: lines('Enter at least one organisation', 'organisations'),
  successor: z.string().trim().min(1, 'Enter its name, its number or its address here'),
  vestsOn: DayInput,
  source: z.string().trim().min(1, 'Enter what says so').max(300),
  sourceUrl: Address,
})
export type TakeoverInput = z.output<typeof TakeoverInput>

/** A council that is here, or one that the order makes. */
export const SuccessorInput = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('here'),
      successor: z.string().trim().min(1, 'Enter its name or its GSS code'),
    }),
    z.object({ kind: z.literal('new'), ...NewCouncil.shape }),
  ],
  'Choose whether the successor is here already',
)

/** What an operator sends. Both halves are looked at, whatever the other says: an empty form is told all it misses. */
export const SuccessionInput = Order.and(SuccessorInput)
export type SuccessionInput = z.output<typeof SuccessionInput>

export const SuccessionDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('confirm') }),
  z.object({
    decision: z.literal('end'),
    reason: z.string().trim().min(1, 'Say why').max(1_000, 'Enter 1,000 characters or fewer'),
  }),
  z.object({ decision: z.literal('take-out'), other: z.uuid() }),
])

const Filters = z.object({
  kind: z.enum(successionKinds).optional().catch(undefined),
  state: z.enum(successionStates).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})
export type SuccessionFilters = z.output<typeof Filters>

export const readSuccessionFilters = (search: URLSearchParams): SuccessionFilters =>
  Filters.parse({
    kind: search.get('kind') || undefined,
    state: search.get('state') || undefined,
    page: search.get('page') ?? 1,
  })

/** The address of another page of the same list. */
export function successionsHref({ kind, state }: Omit<SuccessionFilters, 'page'>, page = 1) {
  const search = new URLSearchParams({
    ...(kind && { kind }),
    ...(state && { state }),
    ...(page > 1 && { page: String(page) }),
  })
  return search.size ? `/successions?${search}` : '/successions'
}

/** Operators look after the register. */
export const canSeeSuccessions = (actor: Actor) => hasRole(actor, 'operator')

/** To anybody else there is no such page. */
export function requireSuccessionKeeper(actor: Actor) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
}

export function requireProposer(actor: Actor) {
  if (!canSeeSuccessions(actor))
    throw new Refusal('forbidden', 'Only the operators of this site propose this.')
}

/** Whoever belongs to one of them decides nothing about it. */
type Asked = { isOfThese: boolean }
export const canProposeSuccession = (actor: Actor, { isOfThese }: Asked) =>
  canSeeSuccessions(actor) && !isOfThese

/** A second operator, never the one who proposed it. */
export const canConfirmSuccession = (actor: Actor, asked: Asked & { proposedById: string }) =>
  canProposeSuccession(actor, asked) && !isSelf(actor, asked.proposedById)

type Facts = {
  /** It splits a council, and nobody has said into which others. */
  isHalfSplit: boolean
  /** Successors that are part of another council themselves by now. */
  endedSuccessors: { name: string; nowPartOf: string }[]
  /** Combined authorities whose entry in the register of a pot waits for a second person. */
  areaProposalsOf: string[]
  /** New bank details of these wait, and nobody of theirs will be there to confirm or stop them. */
  bankChangesOf: string[]
}

/** Why it cannot happen as things stand; it happens as soon as nothing of this is left. */
export function blocksOf(facts: Facts): string[] {
  const { isHalfSplit, endedSuccessors, areaProposalsOf, bankChangesOf } = facts
  const part = endedSuccessors.map(
    ({ name, nowPartOf }) =>
      `${name} is part of ${nowPartOf} itself now. Withdraw this and propose it again.`,
  )
  const bank = bankChangesOf.map(
    (name) => `New bank details of ${name} wait. They have to be confirmed or stopped first.`,
  )
  const entries = areaProposalsOf.map(
    (name) =>
      `An entry for ${name} in the register of a pot waits. Its funder has to approve it or send it back first.`,
  )
  return [...(isHalfSplit ? [halfSplit] : []), ...part, ...entries, ...bank]
}

export const halfSplit =
  'A council is split into two or more. Whoever proposed it names the others first.'

/** "Craven, Hambleton and Selby". */
export const listNames = (names: string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}` : (names[0] ?? '')

type Named = { name: string }
type Told = {
  predecessors: Named[]
  successorName: string
  isSplit: boolean
  others: Named[]
  vestsOn: Day
}
type Meant = Omit<Told, 'vestsOn'>

const namesOf = (named: Named[]) => named.map(({ name }) => name)

/** The one that answers comes first. */
const heirsOf = ({ successorName, isSplit, others }: Omit<Meant, 'predecessors'>) =>
  listNames([successorName, ...(isSplit && others.length === 0 ? ['others'] : namesOf(others))])

/** "Craven and Selby become part of North Yorkshire", "Cumbria is split into Cumberland and Furness". */
export function sayPart({ predecessors, ...told }: Meant) {
  const verb = predecessors.length === 1 ? 'becomes' : 'become'
  return `${listNames(namesOf(predecessors))} ${told.isSplit ? 'is split into' : `${verb} part of`} ${heirsOf(told)}`
}

/** "Craven and Selby become part of North Yorkshire on 1 April 2028". */
export const sayWhat = ({ vestsOn, ...told }: Told) => `${sayPart(told)} on ${formatDay(vestsOn)}`

/** "became part of North Yorkshire on 1 April 2028", after the name of one of them. */
export const sayBecame = ({ vestsOn, ...told }: Omit<Told, 'predecessors'>) =>
  `${told.isSplit ? 'was split into' : 'became part of'} ${heirsOf(told)} on ${formatDay(vestsOn)}`

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

/** A combined authority that some of them belong to. */
export type AreaPart = {
  id: string
  name: string
  slug: string
  /** Of the councils that end: those that are its members today. */
  members: string[]
}
/** A combined authority that ends itself. */
export type EndingArea = {
  id: string
  members: number
  mayor: string | null
  /** Pots on whose register it has been entered. */
  pots: string[]
}
