import { db, type Tx } from '#app/core/db.server.ts'
import type { getPanel } from './panel-queries.server.ts'

type Evaluation = { pitchCallId: string; panel: Awaited<ReturnType<typeof getPanel>> }

const inOrder = { orderBy: { position: 'asc' } } as const

/** Every sent pitch with the scores the assessors agreed, and whether they are all there. */
export async function listEntries(at: Tx, { pitchCallId, panel }: Evaluation) {
  const criteria = await at.criterion.findMany({
    where: { pitchCallId },
    ...inOrder,
    include: { moderations: { select: { pitchId: true, points: true, reason: true } } },
  })
  const entries = panel.pitches.map((pitch) => ({
    pitchId: pitch.id,
    reference: pitch.reference,
    supplierId: pitch.supplierId,
    supplierName: pitch.supplierName,
    pricePence: pitch.pricePence,
    scores: criteria.flatMap((criterion) => {
      const agreed = criterion.moderations.find(({ pitchId }) => pitchId === pitch.id)
      const { position, name, weightBasisPoints } = criterion
      return agreed
        ? [{ position, name, weightBasisPoints, points: agreed.points, reason: agreed.reason }]
        : []
    }),
  }))
  const isModerated =
    entries.length > 0 && entries.every(({ scores }) => scores.length === criteria.length)
  return { entries, isModerated }
}

/** The agreed scores of one pitch, in the order of the call. */
export async function listAgreedScores(pitchId: string) {
  const agreed = await db.moderation.findMany({
    where: { pitchId },
    orderBy: { criterion: { position: 'asc' } },
    include: { criterion: true },
  })
  return agreed.map(({ criterion, points, reason }) => ({
    position: criterion.position,
    name: criterion.name,
    weightBasisPoints: criterion.weightBasisPoints,
    points,
    reason,
  }))
}
