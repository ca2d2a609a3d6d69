import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { movePots } from './move-pots.server.ts'
import { canFundPot, type FundingInput } from './pot.ts'
import { purseLabel, ringFenceOf, type Purse } from './purse.ts'

/**
 * Puts a funder's money into a pot it owns or has joined, for all pledges or ring-fenced to a funding type.
 * Pledges can be matched from it at once. Sent twice it goes in once.
 */
export async function fundPot(actor: Actor, potId: string, input: FundingInput) {
  requireBeginning(actor)
  const { operationKey, amount, purse = 'unrestricted' } = input
  if (amount === 0n) throw new Refusal('invalid', 'Enter an amount above £0', { field: 'amount' })
  await transaction(async (tx) => {
    const pot = await getPotToFund(tx, potId)
    if (!canFundPot(actor, pot))
      throw new Refusal(
        'forbidden',
        'Only a fund manager of the pot’s funders can add money to it.',
      )
    const funding = { operationKey, potId, purse, funderId: actor.organisationId, amount }
    const journal = await postJournal(tx, {
      kind: 'pot-funded',
      operationKey,
      memo: `${pot.name} funded by ${actor.organisationName}`,
      personId: actor.personId,
      transfers: [transferOf(funding)],
    })
    if (journal === undefined) {
      if (await isSame(tx, funding)) return
      throw new Refusal('conflict', USED_KEY)
    }
    const says = () =>
      sayFunding(`${actor.organisationName} puts this money into ${pot.name}`, funding)
    await requireProof(tx, actor, { verb: 'fund-pot', key: operationKey, body: funding, says })
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: potId,
      action: 'pot-funded',
      summary: `Added ${formatPounds(amount)} to ${pot.name}${purse === 'unrestricted' ? '' : `: ${purseLabel[purse].toLowerCase()}`}`,
      detail: { amountPence: String(amount), purse },
    })
    await openPurse(tx, funding)
    await movePots(tx, [{ potId, purse, allocatedPence: amount }])
  })
}

/** What somebody signs who moves money into a pot or out of it. */
export const sayFunding = (what: string, { amount, purse }: { amount: Pence; purse: Purse }) => [
  { name: 'You sign', value: what },
  { name: 'Amount', value: formatPounds(amount) },
  { name: 'For', value: purseLabel[purse] },
]

const USED_KEY = 'This form was sent before with other answers. Open it again to add more money.'

/** The pot with who may put money into it, to the eyes of a verb. */
export async function getPotToFund(tx: Tx, potId: string) {
  const pot = await tx.pot.findUnique({
    where: { id: potId },
    select: {
      name: true,
      funderId: true,
      invitations: { where: { answer: 'joined' }, select: { funderId: true }, take: 200 },
    },
  })
  if (!pot) throw new Refusal('not-found', 'This pot is not there.')
  const { invitations, ...owned } = pot
  return { ...owned, joinedFunderIds: invitations.map(({ funderId }) => funderId) }
}

type Funding = {
  operationKey: string
  potId: string
  purse: Purse
  funderId: string
  amount: Pence
}

const transferOf = ({ funderId, potId, purse, amount }: Funding) => ({
  debit: { kind: 'funder' as const, funderId },
  credit: { kind: 'pot-available' as const, potId, purse: ringFenceOf(purse) },
  amountPence: amount,
})

async function setRuleBook(tx: Tx) {
  try {
    await tx.$executeRaw`set constraints purses_turn_rule_book, purses_share_out immediate`
  } catch (error) {
    if (!isCheckViolation(error, 'pots_share_out_one_purse')) throw error
    const reason =
      'A quadratic rule shares this pot out as one sum, so its money cannot be ring-fenced'
    throw new Refusal('invalid', reason, { field: 'purse' })
  }
}

/** The purse is there from its first money on; the stake grows by what came. */
async function openPurse(tx: Tx, { potId, purse, funderId, amount }: Funding) {
  const opened = await tx.$executeRaw`insert into purses (pot_id, purse, opened_at)
    values (${potId}::uuid, ${purse}, ${clock.now()}) on conflict do nothing`
  // Who commits a pledge takes the lock of the rule book before that of a pot, and so does this.
  if (opened > 0) await setRuleBook(tx)
  await tx.$executeRaw`insert into pot_balances (pot_id, purse) values (${potId}::uuid, ${purse}) on conflict do nothing`
  await tx.$executeRaw`insert into stakes (pot_id, purse, funder_id, put_in_pence)
    values (${potId}::uuid, ${purse}, ${funderId}::uuid, ${amount})
    on conflict (pot_id, purse, funder_id) do update set put_in_pence = stakes.put_in_pence + excluded.put_in_pence`
}

/** Whether the journal of this key put this funder's sum into this purse. */
async function isSame(tx: Tx, { operationKey, potId, purse, funderId, amount }: Funding) {
  const count = await tx.transfer.count({
    where: {
      journal: { kind: 'pot-funded', operationKey },
      debitAccount: { funderId },
      creditAccount: { potId, purse: ringFenceOf(purse) ?? null },
      amountPence: amount,
    },
  })
  return count > 0
}
