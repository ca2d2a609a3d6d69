import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf, londonDay, type Day } from '#app/core/time.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { listFunders } from '../payments/funding.server.ts'
import { nameOfPurse } from '../payments/payment.ts'
import { purseNamed, ringFenceOf } from '../pots/purse.ts'
import { canApprove } from './approval.ts'
import {
  canAskGiveBack,
  canRecordRefund,
  giveBackState,
  hasEnded,
  whyNotAgree,
} from './give-back.ts'
import { listPotFunders, whereFunderDecides } from './hands.server.ts'
import { projectNumberOf, projectReference } from './milestone.ts'

/** What goes back to one council or one purse of a pot. */
export type GiveBackLine = {
  key: string
  name: string
  isPot: boolean
  pence: Pence
  /** Of a council, once a funder has agreed. */
  partId?: string | undefined
  /** The lead council's own part, which is in its account. */
  isLead?: boolean
  refundedOn?: Day | undefined
}

const named = { select: { organisation: { select: { name: true } } } } as const
const partColumns = {
  id: true,
  councilId: true,
  purse: true,
  amountPence: true,
  refundedOn: true,
  council: named,
  pot: { select: { name: true } },
} as const
const projectColumns = {
  id: true,
  number: true,
  challengeId: true,
  leadCouncilId: true,
  leadCouncil: named,
  challenge: { select: { title: true, slug: true, stage: true } },
} as const

const findProject = (reference: string) =>
  db.project.findUnique({
    where: { number: projectNumberOf(reference) ?? 0 },
    select: {
      ...projectColumns,
      giveBack: {
        select: {
          leftPence: true,
          askedById: true,
          askedAt: true,
          agreedAt: true,
          askingEndedAt: true,
          agreedFor: { select: { name: true } },
          parts: { orderBy: { id: 'asc' }, take: 1_000, select: partColumns },
        },
      },
    },
  })

/** What is left of a project's money and how far it has come on its way back. Public. */
export async function getGiveBack(actor: Actor | undefined, reference: string) {
  const found = await findProject(reference)
  if (!found) throw new Refusal('not-found', 'Page not found')
  const { giveBack, leadCouncil, ...project } = found
  const [funders, potFunderIds] = await Promise.all([
    listFunders(project.challengeId),
    listPotFunders(db, project.challengeId),
  ])
  const parts = giveBack?.parts ?? []
  const refunds = parts.filter(({ councilId }) => councilId !== null)
  const state = giveBack
    ? giveBackState({ ...giveBack, refunds })
    : hasEnded(project.challenge.stage)
      ? 'nothing'
      : 'building'
  const lines = giveBack?.agreedAt
    ? parts.map((part) => ({ ...lineOfPart(part), isLead: isLead(part, project) }))
    : funders.flatMap((funder) => lineOfFunder(funder, project))
  const askedById = giveBack?.askedById ?? null
  return {
    project: { ...project, reference: projectReference(project.number) },
    leadCouncilName: leadCouncil.organisation.name,
    state,
    lines,
    leftPence: lines.reduce((sum, { pence }) => sum + pence, 0n),
    askedAt: giveBack?.askedAt ?? undefined,
    agreedAt: giveBack?.agreedAt ?? undefined,
    askingEndedAt: giveBack?.askingEndedAt ?? undefined,
    agreedForName: giveBack?.agreedFor?.name,
    mayAsk: state === 'open' && actor !== undefined && canAskGiveBack(actor, project),
    mayAgree:
      state === 'asked' &&
      actor !== undefined &&
      whyNotAgree(actor, { askedById, potFunderIds }) === undefined,
    mayRefund: state === 'refunding' && actor !== undefined && canRecordRefund(actor, project),
  }
}

type Part = NonNullable<
  NonNullable<Awaited<ReturnType<typeof findProject>>>['giveBack']
>['parts'][number]

type Led = { leadCouncilId: string }

const isLead = ({ councilId }: { councilId?: string | null }, { leadCouncilId }: Led) =>
  councilId === leadCouncilId

const lineOfPart = ({ id, council, pot, purse, amountPence, refundedOn }: Part): GiveBackLine => ({
  key: id,
  name:
    council?.organisation.name ??
    nameOfPurse(pot?.name ?? '', ringFenceOf(purseNamed(purse)) ?? null),
  isPot: pot !== null,
  pence: amountPence,
  partId: council ? id : undefined,
  refundedOn: refundedOn ? dayOf(refundedOn) : undefined,
})

type Funder = Awaited<ReturnType<typeof listFunders>>[number]

function lineOfFunder(funder: Funder, project: Led): GiveBackLine[] {
  const { name, leftPence, awaitedPence } = funder
  const pence = leftPence + awaitedPence
  if (pence === 0n) return []
  const isPot = 'potId' in funder
  return [{ key: name, name, isPot, isLead: !isPot && isLead(funder, project), pence }]
}

/** One council's refund, for who pays it. */
export async function getRefund(
  actor: Actor,
  { reference, id }: { reference: string; id: string },
) {
  const part = await db.giveBackPart.findFirst({
    where: {
      id,
      councilId: { not: null },
      giveBack: { project: { number: projectNumberOf(reference) ?? 0 } },
    },
    select: {
      ...partColumns,
      bankReference: true,
      giveBack: { select: { project: { select: projectColumns } } },
    },
  })
  const project = part?.giveBack.project
  if (!part || !project || !canRecordRefund(actor, project))
    throw new Refusal('not-found', 'Page not found')
  return {
    ...lineOfPart(part),
    bankReference: part.bankReference ?? undefined,
    today: londonDay(clock.now()),
    project: { ...project, reference: projectReference(project.number) },
  }
}

export type GiveBackToDo = {
  reference: string
  title: string
  pence: Pence
  since: Date
  what: 'ask' | 'agree' | 'refund'
}

const MOST = 50

/** What waits for this person: to be asked for, to be agreed to, or to be refunded. */
export async function listGiveBacksToDo(actor: Actor): Promise<GiveBackToDo[]> {
  if (actor.organisationKind === 'funder') return canApprove(actor, 2) ? listToAgree(actor) : []
  if (!hasRole(actor, 'finance-approver')) return []
  const [asking, refunding] = await Promise.all([listAsking(actor), listRefunding(actor)])
  const [open, refunds] = await Promise.all([
    db.giveBack.findMany({
      where: { id: { in: asking } },
      orderBy: { openedAt: 'asc' },
      take: MOST,
      select: { leftPence: true, openedAt: true, project: { select: projectColumns } },
    }),
    db.giveBack.findMany({
      where: { id: { in: refunding } },
      orderBy: { agreedAt: 'asc' },
      take: MOST,
      select: {
        agreedAt: true,
        openedAt: true,
        project: { select: projectColumns },
        parts: {
          where: { councilId: { not: null }, recordedAt: null },
          select: { amountPence: true },
        },
      },
    }),
  ])
  return [
    ...open.map((one) => toDo('ask', one, one.openedAt)),
    ...refunds.map((one) => {
      const leftPence = one.parts.reduce((sum, { amountPence }) => sum + amountPence, 0n)
      return toDo('refund', { ...one, leftPence }, one.agreedAt ?? one.openedAt)
    }),
  ]
}

/** Of the projects a council leads, those where nobody asked yet, each looked up by its project: few of all are its own. */
async function listAsking(actor: Actor) {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select opened.id from projects
    cross join lateral (select id, opened_at from give_backs
      where project_id = projects.id and asked_at is null offset 0) opened
    where lead_council_id = ${actor.organisationId}::uuid
    order by opened.opened_at limit ${MOST}`
  return rows.map(({ id }) => id)
}

/** And those with a refund to come. */
async function listRefunding(actor: Actor) {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select agreed.id from projects
    cross join lateral (select id, agreed_at from give_backs
      where project_id = projects.id and agreed_at is not null offset 0) agreed
    where lead_council_id = ${actor.organisationId}::uuid and exists (select from give_back_parts
      where give_back_id = agreed.id and council_id is not null and recorded_at is null)
    order by agreed.agreed_at limit ${MOST}`
  return rows.map(({ id }) => id)
}

/** Of a pot of the actor's own funder, or of no pot at all: then any funder agrees. */
async function listToAgree(actor: Actor) {
  const waiting = await db.giveBack.findMany({
    where: {
      askedAt: { not: null },
      agreedAt: null,
      project: whereFunderDecides(actor.organisationId),
    },
    orderBy: { askedAt: 'asc' },
    take: MOST,
    select: {
      leftPence: true,
      openedAt: true,
      askedAt: true,
      project: { select: projectColumns },
    },
  })
  return waiting.map((one) => toDo('agree', one, one.askedAt ?? one.openedAt))
}

type Listed = {
  leftPence: Pence
  project: { number: number; challenge: { title: string } }
}

const toDo = (
  what: GiveBackToDo['what'],
  { leftPence, project }: Listed,
  since: Date,
): GiveBackToDo => ({
  what,
  since,
  reference: projectReference(project.number),
  title: project.challenge.title,
  pence: leftPence,
})
