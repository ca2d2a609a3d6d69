import type { z } from 'zod'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { numberOf } from '../challenges/challenge.ts'
import { standing } from '../delivery/hands.server.ts'
import { milestoneState } from '../delivery/milestone.ts'
import { challengeName, councilName, selectName, supplierName } from './api-field.ts'
import { byCouncil } from './council-queries.server.ts'
import { pageOf, readCursor } from './page-request.ts'
import { selectPayment, toPayment } from './payment-queries.server.ts'
import { listShares, type Share } from './payment-shares.server.ts'
import type { Project, ProjectParameters } from './project-record.ts'

const projectSelect = {
  number: true,
  pricePence: true,
  startedAt: true,
  challenge: { select: { ...selectName.challenge.select, stage: true } },
  leadCouncil: selectName.council,
  supplier: selectName.supplier,
  milestones: {
    orderBy: { position: 'asc' },
    take: 100,
    select: {
      position: true,
      title: true,
      acceptanceTest: true,
      dueOn: true,
      pricePence: true,
      payment: { select: selectPayment },
      claims: {
        where: { endedAt: null },
        take: 1,
        select: {
          acceptance: { select: { decision: true } },
          approvals: { where: standing, take: 2, select: { position: true, decision: true } },
        },
      },
    },
  },
} satisfies Prisma.ProjectSelect

type Row = Prisma.ProjectGetPayload<{ select: typeof projectSelect }>

/** Every project with its milestones and what was paid for them, in the order they began. */
export async function listProjects({ limit, council, since, cursor }: ProjectParameters) {
  const [after] = readCursor('projects', cursor) ?? [0]
  const rows = await db.project.findMany({
    where: {
      number: { gt: after },
      ...(council && { leadCouncil: byCouncil(council) }),
      ...(since && { startedAt: { gte: since } }),
    },
    orderBy: { number: 'asc' },
    take: limit + 1,
    select: projectSelect,
  })
  const page = pageOf(rows, limit, { list: 'projects', keyOf: ({ number }) => [number] })
  const shares = await listSharesOf(page.data)
  return { ...page, data: page.data.map((row) => toProject(row, shares)) }
}

/** The project of a challenge, by the reference of the challenge. */
export async function getProjectRecord(reference: string) {
  const row = await db.project.findFirst({
    where: { challenge: { number: numberOf(reference) ?? -1 } },
    select: projectSelect,
  })
  if (!row) throw new Refusal('not-found', 'There is no project for a challenge of this reference.')
  return toProject(row, await listSharesOf([row]))
}

const listSharesOf = (rows: Row[]) =>
  listShares(
    rows.flatMap(({ milestones }) => milestones.flatMap(({ payment }) => payment?.id ?? [])),
  )

function toProject({ number: _number, milestones, ...row }: Row, shares: Map<string, Share[]>) {
  const isStopped = row.challenge.stage === 'stopped'
  const payments = milestones.flatMap(({ payment }) => payment ?? [])
  const sumOf = (some: typeof payments) => some.reduce((sum, one) => sum + one.amountPence, 0n)
  return {
    ...row,
    challenge: challengeName(row.challenge),
    leadCouncil: councilName(row.leadCouncil),
    supplier: supplierName(row.supplier),
    approvedPence: sumOf(payments),
    paidPence: sumOf(payments.filter(({ settledAt }) => settledAt !== null)),
    milestones: milestones.map(({ claims: [claim], payment, ...milestone }) => ({
      ...milestone,
      state: milestoneState({ ...(claim && { claim }), payment, isStopped }),
      payment: payment && toPayment(payment, shares),
    })),
  } satisfies z.input<typeof Project>
}
