import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import { referenceOf } from '../challenges/challenge.ts'
import type { Actor } from '../organisations/actor.ts'
import { standing } from './hands.server.ts'
import { canReadClaim, milestoneState, projectNumberOf, projectReference } from './milestone.ts'
import { findLastStop } from './stop-queries.server.ts'
import { readFunding } from './split-queries.server.ts'
import { addParts, splitMilestone } from './split.ts'

const PROJECTS_A_PAGE = 20

const named = { select: { organisation: { select: { name: true, slug: true } } } } as const
const wholeProject = {
  id: true,
  number: true,
  pricePence: true,
  startedAt: true,
  challengeId: true,
  supplierId: true,
  leadCouncilId: true,
  challenge: {
    select: {
      number: true,
      slug: true,
      title: true,
      shortTitle: true,
      summary: true,
      theme: true,
      stage: true,
    },
  },
  supplier: named,
  leadCouncil: named,
  milestones: {
    orderBy: { position: 'asc' },
    select: {
      id: true,
      position: true,
      title: true,
      acceptanceTest: true,
      pricePence: true,
      dueOn: true,
      payment: {
        select: { number: true, approvedAt: true, sentAt: true, settledAt: true, settledOn: true },
      },
      claims: {
        where: { endedAt: null },
        select: {
          claimedAt: true,
          acceptance: { select: { decidedAt: true } },
          approvals: { where: standing, select: { position: true } },
        },
      },
    },
  },
} as const

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const findRow = (number: number) =>
  db.project.findUnique({ where: { number }, select: wholeProject })

function shape({ supplier, leadCouncil, milestones, challenge, ...project }: Row) {
  const isStopped = challenge.stage === 'stopped'
  const shown = milestones.map(({ claims, dueOn, payment, ...milestone }) => ({
    ...milestone,
    dueOn: dayOf(dueOn),
    state: milestoneState({ claim: claims[0], payment, isStopped }),
    acceptedAt: claims[0]?.acceptance?.decidedAt,
    paidOn: payment?.settledOn ? dayOf(payment.settledOn) : undefined,
    payment,
  }))
  const paid = shown.filter((milestone) => milestone.state === 'paid')
  return {
    ...project,
    reference: projectReference(project.number),
    challenge: { ...challenge, reference: referenceOf(challenge.number) },
    supplierName: supplier.organisation.name,
    supplierSlug: supplier.organisation.slug,
    leadCouncilName: leadCouncil.organisation.name,
    milestones: shown,
    paidPence: paid.reduce((sum, milestone) => sum + milestone.pricePence, 0n),
  }
}

export type PublicProject = ReturnType<typeof shape>

/** Every project there is, newest first. `next` goes in `before` of the next page. */
export async function listPublicProjects({ before }: { before?: number | undefined } = {}) {
  const rows = await db.project.findMany({
    where: before === undefined ? {} : { number: { lt: before } },
    orderBy: { number: 'desc' },
    take: PROJECTS_A_PAGE + 1,
    select: wholeProject,
  })
  const projects = rows.slice(0, PROJECTS_A_PAGE).map(shape)
  return { projects, next: rows.length > PROJECTS_A_PAGE ? projects.at(-1)?.number : undefined }
}

/** One project for everybody: its price, its milestones, and who paid what of each to the penny. */
export async function getPublicProject(reference: string, actor?: Actor) {
  const row = await findRow(projectNumberOf(reference) ?? 0)
  if (!row) throw new Refusal('not-found', 'Page not found')
  return {
    ...shape(row),
    funders: await listWhoPaid(row.challengeId),
    stop: await findLastStop(row.id),
    canReadClaims: actor !== undefined && canReadClaim(actor, row),
  }
}

/** Each funder with what it bears of each approved payment, and what it has left. */
async function listWhoPaid(challengeId: string) {
  const funding = await readFunding(challengeId)
  const { funders, payments } = funding
  const of = payments.map(({ milestoneId }) => ({
    milestoneId,
    lines: splitMilestone({ milestoneId, pricePence: 0n, ...funding }),
  }))
  return funders.map((funder, place) => {
    const shares = of.map(({ milestoneId, lines }) => ({
      milestoneId,
      pence: lines[place]?.thisPence ?? 0n,
    }))
    const sharedPence = shares.reduce((sum, share) => sum + share.pence, 0n)
    const leftPence = funder.leftPence + funder.awaitedPence
    const parts = addParts(of.map(({ lines }) => lines[place]?.parts ?? []))
    return { name: funder.name, isPot: 'potId' in funder, shares, sharedPence, leftPence, parts }
  })
}
