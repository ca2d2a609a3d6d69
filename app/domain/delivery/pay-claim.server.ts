import type { Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { createPayment } from '../payments/create-payment.server.ts'
import { listFunders } from '../payments/funding.server.ts'
import { splitOverFunders, type Share } from '../payments/payment.ts'
import { bearPayment } from '../pots/bear-payment.server.ts'
import { sealNow } from './seal.server.ts'

type Approved = {
  id: string
  sealSha256: string
  bankDetailsId: string
  milestone: {
    id: string
    position: number
    title: string
    pricePence: bigint
    projectId: string
    project: { challengeId: string; supplierId: string }
  }
}

/** The gate before money moves: the seal still holds, and every funder's share is in. */
export async function payClaim(tx: Tx, actor: Actor, claim: Approved) {
  const { milestone } = claim
  const { challengeId, supplierId } = milestone.project
  await refuseBrokenSeal(tx, claim)
  await refuseOldBankDetails(tx, claim.bankDetailsId)
  // Payments of one project come one after the other: each is split by what the last one left.
  await tx.$queryRaw`select id from projects where id = ${milestone.projectId}::uuid for update`
  const funders = await listFunders(challengeId, tx)
  refuseMissingMoney(milestone.pricePence, funders)
  await createPayment(tx, {
    milestoneId: milestone.id,
    challengeId,
    supplierId,
    bankDetailsId: claim.bankDetailsId,
    amountPence: milestone.pricePence,
    shares: await overFunders(tx, splitOverFunders(milestone.pricePence, funders)),
    memo: `Milestone ${milestone.position}: ${milestone.title}`,
    approvedById: actor.personId,
  })
  await tx.claim.update({ where: { id: claim.id }, data: { isPaid: true } })
}

/** What a pot bears, its own funders bear: each gets a share. Purses come in one order, as they are locked. */
async function overFunders(tx: Tx, shares: Share[]): Promise<Share[]> {
  const key = (share: Share) => ('potId' in share ? share.potId + (share.purse ?? '') : '')
  const split: Share[] = []
  for (const share of [...shares].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)))
    split.push(...('potId' in share ? await bearPayment(tx, share) : [share]))
  return split
}

async function refuseBrokenSeal(tx: Tx, claim: Approved) {
  if ((await sealNow(tx, claim.id)) !== claim.sealSha256)
    throw new Refusal('conflict', 'Something sealed has changed. The supplier has to claim again.')
}

/** Locked, so that a change of bank details waits for this payment or this payment sees the change. */
async function refuseOldBankDetails(tx: Tx, bankDetailsId: string) {
  const current = await tx.$queryRaw<unknown[]>`
    select id from bank_details where id = ${bankDetailsId}::uuid and retired_at is null for update`
  if (current.length === 0)
    throw new Refusal('conflict', 'The supplier changed its bank details. It has to claim again.')
}

type Funder = { name: string; leftPence: bigint; awaitedPence: bigint }

function refuseMissingMoney(pricePence: bigint, funders: Funder[]) {
  const awaited = funders.filter((funder) => funder.awaitedPence > 0n)
  if (awaited.length > 0)
    throw new Refusal(
      'conflict',
      `Not all the money is in. Waiting for ${awaited.map((funder) => funder.name).join(', ')}.`,
    )
  const leftPence = funders.reduce((sum, funder) => sum + funder.leftPence, 0n)
  if (leftPence < pricePence)
    throw new Refusal('conflict', `Only ${formatPounds(leftPence)} of the money raised is left.`)
}
