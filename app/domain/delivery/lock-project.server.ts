import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'

/**
 * A project that may stop, with what stands in the way. Held until the transaction ends: claims and payments of the
 * project wait for it, or it for them.
 */
export async function lockProjectToStop(tx: Tx, projectId: string) {
  await tx.$queryRaw`select id from projects where id = ${projectId}::uuid for update`
  const project = await tx.project.findUnique({ where: { id: projectId }, select: columns })
  if (!project) throw new Refusal('not-found', 'Page not found')
  const { milestones, ...facts } = project
  return { ...facts, milestones: milestones.map(stepOf) }
}

type Row = {
  position: number
  payment: { settledAt: Date | null } | null
  claims: { id: string }[]
}

export const stepOf = ({ position, payment, claims: [claim] }: Row) => ({
  position,
  payment,
  claim,
})

export const stepColumns = {
  position: true,
  payment: { select: { settledAt: true } },
  claims: { where: { endedAt: null }, select: { id: true } },
} as const

const columns = {
  id: true,
  challengeId: true,
  leadCouncilId: true,
  challenge: { select: { stage: true } },
  milestones: { orderBy: { position: 'asc' }, select: stepColumns },
} as const
