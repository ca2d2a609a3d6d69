import { transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { movePots } from './move-pots.server.ts'
import { canRunPot, type FundingInput } from './pot.ts'

/** Puts a funder's money into its pot; pledges can be matched from it at once. Sent twice it goes in once. */
export async function fundPot(actor: Actor, potId: string, { operationKey, amount }: FundingInput) {
  if (amount === 0n) throw new Refusal('invalid', 'Enter an amount above £0', { field: 'amount' })
  await transaction(async (tx) => {
    const pot = await tx.pot.findUnique({
      where: { id: potId },
      select: { name: true, funderId: true },
    })
    if (!pot) throw new Refusal('not-found', 'This pot is not there.')
    if (!canRunPot(actor, pot))
      throw new Refusal('forbidden', 'Only a fund manager of the pot can add money to it.')
    const journal = await postJournal(tx, {
      kind: 'pot-funded',
      operationKey,
      memo: `${pot.name} funded`,
      personId: actor.personId,
      transfers: [
        {
          debit: { kind: 'funder', funderId: pot.funderId },
          credit: { kind: 'pot-available', potId },
          amountPence: amount,
        },
      ],
    })
    if (journal === undefined) {
      if (await isSame(tx, { operationKey, potId, amount })) return
      throw new Refusal('conflict', USED_KEY)
    }
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: potId,
      action: 'pot-funded',
      summary: `Added ${formatPounds(amount)} to ${pot.name}`,
      detail: { amountPence: String(amount) },
    })
    await movePots(tx, [{ potId, allocatedPence: amount }])
  })
}

const USED_KEY = 'This form was sent before with other answers. Open it again to add more money.'

type Funding = { operationKey: string; potId: string; amount: Pence }

/** Whether the journal of this key put this sum into this pot. */
async function isSame(tx: Tx, { operationKey, potId, amount }: Funding) {
  const count = await tx.transfer.count({
    where: {
      journal: { kind: 'pot-funded', operationKey },
      creditAccount: { potId },
      amountPence: amount,
    },
  })
  return count > 0
}
