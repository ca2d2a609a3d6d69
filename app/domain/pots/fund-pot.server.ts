import { transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
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
    if (journal === undefined) return
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
