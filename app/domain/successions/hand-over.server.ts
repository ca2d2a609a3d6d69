import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { handOverDrafts } from '../challenges/hand-over-drafts.server.ts'
import { changeSupplier } from '../delivery/change-supplier.server.ts'
import { withdrawOfEnded } from '../pitches/withdraw-of-ended.server.ts'
import { endDrafts } from '../pledges/end-drafts.server.ts'
import { endInvitationsOf } from '../pots/end-invitations.server.ts'
import { listStakesOf } from '../pots/funder-list.server.ts'
import { readBalances } from './preview-queries.server.ts'
import type { ShownSuccession } from './queries.server.ts'
import { sayBecame, type SuccessionKind } from './succession.ts'
import { tellNovated } from './tell-novation.server.ts'

type Handing = {
  succession: ShownSuccession
  endedIds: string[]
  successorId: string
  /** Why what ends with them ends. */
  reason: string
}

/** What only one kind of organisation hands over to its like, or leaves behind. */
export const handOver: Record<SuccessionKind, (tx: Tx, handing: Handing) => Promise<void>> = {
  async council(tx, { succession, endedIds, successorId, reason }) {
    await endDrafts(tx, { councilIds: endedIds, reason })
    await handOverDrafts(tx, { fromIds: endedIds, successorId })
    await noteBalances(tx, succession)
  },
  /** Each contract that its lead council has agreed to goes over; one that it has not stands in the way before. */
  async supplier(tx, { succession, endedIds }) {
    await withdrawOfEnded(tx, endedIds)
    const open = { successionId: succession.id, happenedAt: null, endedAt: null }
    const novations = await tx.novation.findMany({
      where: open,
      orderBy: { id: 'asc' },
      take: 1_000,
      select: { id: true, projectId: true, fromSupplierId: true, toSupplierId: true },
    })
    for (const { projectId, toSupplierId } of novations)
      await changeSupplier(tx, { projectId, supplierId: toSupplierId })
    await tx.novation.updateMany({ where: open, data: { happenedAt: clock.now() } })
    for (const novation of novations) await tellNovated(tx, novation)
  },
  /** Pots and stakes stay with the funder that gave, run by the successor's people; what it was asked to join it no longer can. */
  async funder(tx, { succession, endedIds }) {
    const { id: successionId } = succession
    await endInvitationsOf(tx, { funderIds: endedIds, became: sayBecame(succession) })
    const stakes = await listStakesOf(endedIds, tx)
    await tx.successionStake.createMany({
      data: stakes.map(({ funderId, potId, purse, leftPence }) => ({
        ...{ successionId, funderId, potId, purse, leftPence },
      })),
    })
  },
}

/** What the successor takes over: the accounts stay the predecessor's own, so that every entry is where it was. */
async function noteBalances(tx: Tx, { id, predecessors }: ShownSuccession) {
  const balances = await readBalances(
    predecessors.map((each) => each.id),
    tx,
  )
  await tx.successionBalance.createMany({
    data: balances.map(({ councilId, kind, pence }) => ({
      successionId: id,
      councilId,
      accountKind: kind,
      pence,
    })),
  })
}
