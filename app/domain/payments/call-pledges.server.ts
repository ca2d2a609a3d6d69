import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Pence } from '#app/core/money.ts'
import { addDays, dateOf, londonDay } from '#app/core/time.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'

export type Called = { pledgeId: string; number: number; councilId: string; amountPence: Pence }
type Calling = { challengeId: string; leadCouncilId: string; pledges: Called[] }

/** "COL-02047": made from the pledge's own number, so a pledge is called under one reference for ever. */
const collectionReference = (pledgeNumber: number) => `COL-${String(pledgeNumber).padStart(5, '0')}`

/** Sends each council of a funded challenge its collection, to be paid to the lead council. Once for a pledge. */
export async function callPledges(tx: Tx, { challengeId, leadCouncilId, pledges }: Calling) {
  const calledAt = clock.now()
  const dueDays = Number(await getPolicyNumber('collection-due-days', tx))
  const dueOn = dateOf(addDays(londonDay(calledAt), dueDays))
  await tx.collection.createMany({
    data: pledges.map(({ pledgeId, number, councilId, amountPence }) => ({
      id: newId(),
      reference: collectionReference(number),
      pledgeId,
      councilId,
      leadCouncilId,
      challengeId,
      amountPence,
      calledAt,
      dueOn,
    })),
  })
}
