import { transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPotToFund, sayFunding } from './fund-pot.server.ts'
import { movePots } from './move-pots.server.ts'
import { canFundPot, type FundingInput } from './pot.ts'
import { ringFenceOf, type Purse } from './purse.ts'
import { listTakeable, type Stake } from './stake.ts'

/**
 * Gives a funder back money of a purse that nothing has been promised from: at most its share, so that
 * what is promised stays covered and no funder is left to carry it for another. Sent twice it goes once.
 */
export async function takeBackFunding(actor: Actor, potId: string, input: FundingInput) {
  const { operationKey, amount, purse = 'unrestricted' } = input
  if (amount === 0n) throw new Refusal('invalid', 'Enter an amount above £0', { field: 'amount' })
  await transaction(async (tx) => {
    const pot = await getPotToFund(tx, potId)
    if (!canFundPot(actor, pot))
      throw new Refusal(
        'forbidden',
        'Only a fund manager of the pot’s funders can take money back.',
      )
    const taking = { operationKey, potId, purse, funderId: actor.organisationId, amount }
    const stakes = await lockStakes(tx, taking)
    const journal = await postJournal(tx, {
      kind: 'pot-taken-back',
      operationKey,
      memo: `${actor.organisationName} took money back from ${pot.name}`,
      personId: actor.personId,
      transfers: [
        {
          debit: { kind: 'pot-available', potId, purse: ringFenceOf(purse) },
          credit: { kind: 'funder', funderId: taking.funderId },
          amountPence: amount,
        },
      ],
    })
    if (journal === undefined) {
      if (await isSame(tx, taking)) return
      throw new Refusal('conflict', USED_KEY)
    }
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: potId,
      action: 'pot-taken-back',
      summary: `Took ${formatPounds(amount)} back from ${pot.name}`,
      detail: { amountPence: String(amount), purse },
    })
    // Last, like every lock of a pot: whoever commits a pledge meanwhile goes before or after this as a whole.
    await tx.$executeRaw`select lock_pots(array[${potId}::uuid])`
    await refuseTooMuch(tx, taking, stakes)
    const says = () =>
      sayFunding(`${actor.organisationName} takes this money back from ${pot.name}`, taking)
    await requireProof(tx, actor, {
      verb: 'take-back-funding',
      key: operationKey,
      body: taking,
      says,
    })
    await tx.$executeRaw`update stakes set taken_back_pence = taken_back_pence + ${amount}
      where pot_id = ${potId}::uuid and purse = ${purse} and funder_id = ${taking.funderId}::uuid`
    await movePots(tx, [{ potId, purse, allocatedPence: -amount }])
  })
}

const USED_KEY = 'This form was sent before with other answers. Open it again to take more back.'

type Taking = {
  operationKey: string
  potId: string
  purse: Purse
  funderId: string
  amount: Pence
}

/** All stakes of the purse, so that funders who take back at once come one after the other. */
export function lockStakes(tx: Tx, { potId, purse }: { potId: string; purse: Purse }) {
  return tx.$queryRaw<Stake[]>`
    select funder_id as "funderId", put_in_pence as "putInPence", taken_back_pence as "takenBackPence",
      borne_pence as "bornePence"
    from stakes where pot_id = ${potId}::uuid and purse = ${purse} order by funder_id for no key update`
}

async function refuseTooMuch(tx: Tx, { potId, purse, funderId, amount }: Taking, stakes: Stake[]) {
  const balance = await tx.potBalance.findUnique({ where: { potId_purse: { potId, purse } } })
  const {
    allocatedPence = 0n,
    reservedPence = 0n,
    committedPence = 0n,
    paidPence = 0n,
  } = {
    ...balance,
  }
  const availablePence = allocatedPence - reservedPence - committedPence - paidPence
  const own = listTakeable(availablePence, stakes).find((one) => one.funderId === funderId)
  const mostPence = own?.amountPence ?? 0n
  if (amount <= mostPence) return
  throw new Refusal(
    'invalid',
    mostPence === 0n
      ? 'Nothing of your money in this purse can be taken back: it is promised or spent.'
      : `You can take back up to ${formatPounds(mostPence)} of this money now`,
    { field: 'amount' },
  )
}

async function isSame(tx: Tx, { operationKey, potId, purse, funderId, amount }: Taking) {
  const count = await tx.transfer.count({
    where: {
      journal: { kind: 'pot-taken-back', operationKey },
      debitAccount: { potId, purse: ringFenceOf(purse) ?? null },
      creditAccount: { funderId },
      amountPence: amount,
    },
  })
  return count > 0
}
