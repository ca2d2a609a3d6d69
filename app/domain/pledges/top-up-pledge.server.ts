import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { usedKey } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { canChangePledge, pledgeReference, totalOf } from './pledge.ts'
import type { ChangeInput } from './pledge-change.ts'

/**
 * Raises what a council has signed to a new total, by a pledge of its own for the difference. Within the officer's
 * limit for the total it is committed at once with its own match; above it, it waits to be signed. Its id is the
 * operation key: sent twice it happens once, and with another sum it is refused.
 */
export async function topUpPledge(actor: Actor, pledgeId: string, input: ChangeInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  requireBeginning(actor)
  if (!canChangePledge(actor, pledge) || pledge.topsUpId)
    throw new Refusal('forbidden', 'Ask an officer of your council to change this pledge.')
  const { agreement, signById, signByOn } = input
  if (!agreement)
    throw new Refusal('invalid', 'Confirm that your council accepts the pledge agreement', {
      field: 'agreement',
    })
  const keep = () => transaction((tx) => keepDraft(tx, actor, { pledge, input }))
  try {
    await keep().catch((error: unknown) => {
      // The same form at once was faster, and is found now.
      if (!isUniqueViolation(error, 'pledges_pkey')) throw error
      return keep()
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'A change of this pledge waits to be signed already.')
  }
  return makePledge(actor, input.operationKey, { agreement, signById, signByOn })
}

type Topping = { pledge: OwnPledge; input: ChangeInput }

async function keepDraft(tx: Tx, actor: Actor, { pledge, input }: Topping) {
  const { operationKey: id, amount, fromPence } = input
  const amountPence = amount - fromPence
  const kept = await tx.pledge.findUnique({
    where: { id },
    select: {
      topsUpId: true,
      amountPence: true,
      state: true,
      changes: { select: { fromPence: true }, orderBy: { fromPence: 'desc' }, take: 1 },
    },
  })
  if (kept) {
    // It may have been lowered since: what was asked for is what it was then.
    const askedPence = kept.changes[0]?.fromPence ?? kept.amountPence
    if (kept.topsUpId === pledge.id && askedPence === amountPence) return
    if (kept.topsUpId !== pledge.id || kept.state !== 'draft') throw usedKey()
  }
  checkRaise(pledge, { amountPence, fromPence })
  if (kept) {
    await tx.pledge.updateMany({ where: { id, state: 'draft' }, data: { amountPence } })
    return
  }
  await startDraft(tx, actor, { pledge, id, amountPence })
}

function checkRaise(pledge: OwnPledge, raise: { amountPence: Pence; fromPence: Pence }) {
  if (pledge.state !== 'committed')
    throw new Refusal('conflict', 'Only a pledge that is signed and not called can be topped up.')
  if (raise.fromPence !== totalOf(pledge))
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
  const field = 'amount'
  if (raise.amountPence <= 0n)
    throw new Refusal('invalid', `Enter more than ${formatPounds(raise.fromPence)}`, { field })
  if (raise.amountPence % 100n !== 0n)
    throw new Refusal('invalid', 'Enter whole pounds, without pence', { field })
}

type Starting = { pledge: OwnPledge; id: string; amountPence: Pence }

/** A top-up that was left unsent makes room. It has the budget code and kind of money of its pledge. */
async function startDraft(tx: Tx, actor: Actor, { pledge, id, amountPence }: Starting) {
  const at = clock.now()
  await tx.pledge.updateMany({
    where: { topsUpId: pledge.id, state: 'draft' },
    data: { state: 'withdrawn', endedAt: at, endedReason: 'Another top-up took its place' },
  })
  const { number, budgetCode, fundingType, isNameShown } = await tx.pledge.findUniqueOrThrow({
    where: { id: pledge.id },
    select: { number: true, budgetCode: true, fundingType: true, isNameShown: true },
  })
  await tx.pledge.create({
    data: {
      id,
      topsUpId: pledge.id,
      roundId: pledge.roundId,
      challengeId: pledge.challengeId,
      councilId: pledge.councilId,
      amountPence,
      budgetCode,
      fundingType,
      conditions: {},
      isNameShown,
      state: 'draft',
      madeById: actor.personId,
      madeAt: at,
    },
  })
  await record(tx, actor, {
    subjectKind: 'pledge',
    subjectId: id,
    action: 'pledge-drafted',
    summary: `Started a top-up of ${pledgeReference(number)}`,
  })
}
