import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { Conditions } from './conditions.ts'
import {
  canChangePledge,
  canDraftPledge,
  wrongAmount,
  wrongDay,
  type PledgeDraftInput,
} from './pledge.ts'
import { readyDraft } from './ready-draft.server.ts'
import { formatClosing, FULL, isFull, isPastClosing } from './round.ts'

/** Keeps an officer's answers about their council's pledge. Nobody else sees it and it counts for nothing yet. */
export async function savePledgeDraft(actor: Actor, roundId: string, input: PledgeDraftInput) {
  requireBeginning(actor)
  if (!canDraftPledge(actor))
    throw new Refusal('forbidden', 'Ask an officer of your council to make this pledge.')
  const saved = await transaction((tx) => save(tx, actor, { roundId, input })).catch(explain)
  await readyDraft(actor, saved.id)
  return saved
}

function explain(error: unknown): never {
  if (isUniqueViolation(error))
    throw new Refusal('conflict', 'Your council already has a pledge to this challenge.')
  throw error
}

type Saving = { roundId: string; input: PledgeDraftInput }

async function save(tx: Tx, actor: Actor, { roundId, input: typed }: Saving) {
  const round = await tx.round.findUnique({
    where: { id: roundId },
    select: {
      challengeId: true,
      smallestPledgePence: true,
      stretchPence: true,
      closesAt: true,
      closedAt: true,
    },
  })
  if (!round) throw new Refusal('not-found', 'Pledging to this challenge is not open.')
  const now = clock.now()
  if (round.closedAt || isPastClosing(round, now))
    throw new Refusal('conflict', `Pledging closed at ${formatClosing(round)}.`)
  const wrong = wrongAmount(typed.amount, round.smallestPledgePence)
  if (wrong) throw new Refusal('invalid', wrong, { field: 'amount' })
  const input = await nameFollowed(tx, actor, typed)
  const decisionByOn = input.conditions?.decisionByOn
  const wrongDecision = decisionByOn && wrongDay(decisionByOn, round, now)
  if (wrongDecision) throw new Refusal('invalid', wrongDecision, { field: 'decisionByOn' })

  const kept = await tx.pledge.findUnique({
    where: { id: input.id },
    select: { roundId: true, councilId: true, state: true },
  })
  if (kept) return change(tx, actor, { roundId, input, kept })
  const totals = await tx.roundTotals.findUniqueOrThrow({ where: { roundId } })
  if (isFull(round, totals)) throw new Refusal('conflict', FULL)
  await tx.pledge.create({
    data: {
      id: input.id,
      roundId,
      challengeId: round.challengeId,
      councilId: actor.organisationId,
      amountPence: input.amount,
      budgetCode: input.budgetCode || null,
      fundingType: input.fundingType ?? 'revenue',
      conditions: input.conditions ?? {},
      isNameShown: input.isNameShown ?? true,
      state: 'draft',
      madeById: actor.personId,
      madeAt: now,
    },
  })
  await record(tx, actor, {
    subjectKind: 'pledge',
    subjectId: input.id,
    action: 'pledge-drafted',
    summary: 'Started a pledge',
  })
  return { id: input.id }
}

/** Keeps whom a pledge follows under the name that council has now. */
async function nameFollowed(tx: Tx, actor: Actor, input: PledgeDraftInput) {
  const councilId = input.conditions?.asMuchAs?.councilId
  if (councilId === undefined) return input
  const field = 'asMuchAs'
  if (councilId === actor.organisationId)
    throw new Refusal('invalid', 'Choose another council than your own', { field })
  const council = await tx.council.findUnique({
    where: { id: councilId },
    select: { organisation: { select: { name: true } } },
  })
  if (!council) throw new Refusal('invalid', 'Choose a council', { field })
  const { name } = council.organisation
  return { ...input, conditions: { ...input.conditions, asMuchAs: { councilId, name } } }
}

type Kept = { kept: { roundId: string; councilId: string; state: string } }

async function change(tx: Tx, actor: Actor, { roundId, input, kept }: Saving & Kept) {
  if (!canChangePledge(actor, kept) || kept.roundId !== roundId)
    throw new Refusal('not-found', 'This pledge is not there.')
  const { count } = await tx.pledge.updateMany({
    where: { id: input.id, state: 'draft' },
    data: {
      amountPence: input.amount,
      madeById: actor.personId,
      ...(input.budgetCode !== undefined && { budgetCode: input.budgetCode || null }),
      ...(input.fundingType !== undefined && { fundingType: input.fundingType }),
      ...(input.conditions !== undefined && { conditions: Conditions.parse(input.conditions) }),
      ...(input.isNameShown !== undefined && { isNameShown: input.isNameShown }),
    },
  })
  if (count === 0)
    throw new Refusal('conflict', 'This pledge was sent already. Withdraw it to change it.')
  return { id: input.id }
}
