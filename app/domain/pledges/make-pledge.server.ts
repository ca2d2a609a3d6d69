import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf } from '#app/core/time.ts'
import { isWorthAnotherTry } from '#app/core/try-again.ts'
import { record } from '../audit/record.server.ts'
import { usedKey } from '../audit/start-operation.server.ts'
import { isSelf, type Actor } from '../organisations/actor.ts'
import { commitAlone } from './commit-deal.server.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { askToSign } from './news.server.ts'
import { getOwnPledge, mayCommitAlone, type OwnPledge } from './find-own-pledge.server.ts'
import { readGateFacts } from './gate-facts.server.ts'
import { toSign } from './gates.ts'
import { canChangePledge, totalOf, wrongAmount, wrongDay, type PledgeInput } from './pledge.ts'
import { previewMatch } from './preview-match.server.ts'
import { recallReady } from './ready-draft.server.ts'
import { formatClosing, FULL, isFull, isPastClosing } from './round.ts'
import { signerOf } from './signers.ts'

/**
 * Sends a council's pledge. Within the officer's own limit, with no other gate to clear, it is
 * committed at once and its match reserved; otherwise it waits for the finance approver named. Sent twice it happens once;
 * with other answers, or a sum that is not the one shown, it is refused.
 */
export async function makePledge(actor: Actor, pledgeId: string, input: PledgeInput) {
  const isAlone = sending.count === 0
  sending.count += 1
  try {
    if (isAlone && (await makeAsSeen(actor, pledgeId, input)))
      return { id: pledgeId, state: 'committed' as const }
    return await makeAsRead(actor, pledgeId, input)
  } finally {
    sending.count -= 1
  }
}

const sending = processWide('pledges-being-sent', () => ({ count: 0 }))

/**
 * As this process readied the draft when it was saved, where all of it lets the pledge through: the database says whether
 * it still stands, and what does not is read. While others are sent too it is cheaper to read and commit them together.
 */
async function makeAsSeen(actor: Actor, pledgeId: string, input: PledgeInput) {
  const at = clock.now()
  const ready = recallReady(actor, pledgeId, at)
  if (!ready) return false
  const { draft, totals } = ready
  const round = { ...draft.pledge.round, ...totals }
  if (refusalOf(actor, { ...draft.pledge, round }, input)) return false
  try {
    return await commitAlone({ ...draft.alone, seenVersion: totals.version, at })
  } catch (error) {
    // Whether it was committed shows when it is read.
    if (isWorthAnotherTry(error)) return false
    throw error
  }
}

async function makeAsRead(actor: Actor, pledgeId: string, input: PledgeInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  const refusal = refusalOf(actor, pledge, input)
  if (refusal) throw refusal
  if (pledge.state !== 'draft') return sentBefore(pledge, input)

  if (!mayCommitAlone(pledge)) return sendToSign(actor, pledge, input)
  await noteSender(actor, pledge)
  await commitPledge(actor, pledge, {
    async assertStill(fresh) {
      if (!mayCommitAlone(fresh))
        throw new Refusal(
          'conflict',
          'What you may pledge alone has just changed. Look at this pledge again.',
        )
      await noteSender(actor, fresh)
    },
  })
  return { id: pledge.id, state: 'committed' as const }
}

/** Why it may not be sent. One that was sent before is not a draft any more. */
function refusalOf(actor: Actor, pledge: OwnPledge, { seenPence }: PledgeInput) {
  const { round, amountPence } = pledge
  if (!canChangePledge(actor, pledge))
    return new Refusal('forbidden', 'Ask an officer of your council to make this pledge.')
  if (seenPence !== undefined && seenPence !== amountPence)
    return new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
  if (pledge.state !== 'draft') return undefined
  if (round.closedAt || isPastClosing(round, clock.now()))
    return new Refusal('conflict', `Pledging closed at ${formatClosing(round)}.`)
  if (isFull(round, round)) return new Refusal('conflict', FULL)
  const wrong = wrongAmount(totalOf(pledge), round.smallestPledgePence)
  return wrong ? new Refusal('invalid', wrong) : undefined
}

/** Whoever sends a draft is who made it. Where their limit for the year counts, the database counts it when it is committed. */
async function noteSender(actor: Actor, { id, membershipId, ...pledge }: OwnPledge) {
  const madeById = actor.personId
  const isCounted = pledge.hasYearLimit || pledge.signedUnderId !== null
  const signedUnderId = isCounted ? membershipId : null
  if (pledge.madeById !== madeById || pledge.signedUnderId !== signedUnderId)
    await db.pledge.updateMany({
      where: { id, state: 'draft' },
      data: { madeById, signedUnderId },
    })
}

/** The same form again is answered as the first time. Where nobody had to sign, who was named says nothing. */
async function sentBefore({ id, state, conditions }: OwnPledge, input: PledgeInput) {
  if (state !== 'awaiting-approval' && state !== 'committed' && state !== 'called')
    throw new Refusal('conflict', 'This pledge has ended. Start a new one.')
  const sent = await db.pledge.findUniqueOrThrow({
    where: { id },
    select: { signById: true, signByOn: true },
  })
  const signByOn = signDay(input, conditions)
  const isSame =
    sent.signById === (input.signById ?? null) &&
    sent.signByOn?.getTime() === (signByOn && dateOf(signByOn).getTime())
  if (sent.signById && !isSame) throw usedKey()
  return { id, state }
}

const signDay = ({ signByOn }: PledgeInput, { decisionByOn }: OwnPledge['conditions']) =>
  signByOn ?? decisionByOn

async function sendToSign(actor: Actor, pledge: OwnPledge, input: PledgeInput) {
  const approver = await findApprover(actor, pledge, input.signById)
  const signByOn = signDay(input, pledge.conditions)
  const wrong = signByOn && wrongDay(signByOn, pledge.round, clock.now())
  if (wrong) throw new Refusal('invalid', wrong, { field: 'signByOn' })
  const { pots } = await previewMatch(actor, pledge.roundId, pledge)
  const matchPence = pots.reduce((sum, pot) => sum + pot.amountPence, 0n)
  return transaction(async (tx) => {
    const { count } = await tx.pledge.updateMany({
      where: { id: pledge.id, state: 'draft', amountPence: pledge.amountPence },
      data: {
        state: 'awaiting-approval',
        madeById: actor.personId,
        madeAt: clock.now(),
        signById: approver.personId,
        signByOn: signByOn ? dateOf(signByOn) : null,
        agreementAcceptedAt: clock.now(),
      },
    })
    if (count === 1) await askToSign(tx, { actor, pledge, approver, matchPence })
    if (count === 1)
      await record(tx, actor, {
        subjectKind: 'pledge',
        subjectId: pledge.id,
        action: 'pledge-sent-to-sign',
        summary: `Sent a pledge of ${formatPounds(pledge.amountPence)} to be signed`,
        detail: { amountPence: String(pledge.amountPence) },
      })
    return { id: pledge.id, state: 'awaiting-approval' as const }
  })
}

async function findApprover(actor: Actor, pledge: OwnPledge, signById: string | undefined) {
  const choose = (message: string) => new Refusal('invalid', message, { field: 'signById' })
  if (!signById) throw choose('Choose who signs this pledge')
  const facts = await readGateFacts({ ...pledge, madeById: actor.personId })
  const approver = facts.scheme.people.find((one) => one.personId === signById)
  if (!approver?.isFinanceApprover) throw choose('Choose a finance approver of your council')
  if (isSelf(actor, approver.personId)) throw choose('Choose somebody else to sign your pledge')
  if (!signerOf(facts.scheme, toSign(facts), signById))
    throw choose(`Choose somebody who may sign ${formatPounds(totalOf(pledge))}`)
  return approver
}
