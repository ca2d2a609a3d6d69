import type { Round } from '#prisma/generated/client.ts'
import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { lockPublicChallenge } from '../challenges/lock-challenge.server.ts'
import { moveChallenge } from '../challenges/move-challenge.server.ts'
import { canFollow, type Stage } from '../challenges/stage.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import {
  canOpenRound,
  closingInstant,
  formatClosing,
  isPastClosing,
  type RoundInput,
} from './round.ts'

/** Opens pledging to a challenge, for its lead council, once enough councils say they share it. */
export async function openRound(actor: Actor, challengeId: string, input: RoundInput) {
  const needed = await getPolicyNumber('co-signers-to-open-a-round')
  try {
    return await transaction((tx) => open(tx, actor, { challengeId, input, needed }))
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Refusal('conflict', 'Pledging to this challenge is open already.')
    throw error
  }
}

type Opening = { challengeId: string; input: RoundInput; needed: bigint }

async function open(tx: Tx, actor: Actor, { challengeId, input, needed }: Opening) {
  const challenge = await lockPublicChallenge(tx, challengeId)
  if (!canOpenRound(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can open pledging.')
  const before = await tx.round.findUnique({
    where: { id: input.operationKey },
  })
  if (before) return sameRound(before, { challengeId, input })

  const coSigners = await tx.coSignature.count({ where: { challengeId, withdrawnAt: null } })
  if (coSigners < needed)
    throw new Refusal(
      'conflict',
      `${needed} councils must say they have this problem before pledging opens. So far ${coSigners} have.`,
    )
  const opensAt = clock.now()
  const closesAt = closingInstant(input.closesOn)
  if (isPastClosing({ closesAt }, opensAt))
    throw new Refusal('invalid', 'Enter a closing day in the future', { field: 'closesOn' })

  await startPooling(tx, challengeId, challenge.stage as Stage)
  const round = await tx.round.create({
    data: {
      id: input.operationKey,
      challengeId,
      targetPence: input.target,
      stretchPence: input.stretch ?? null,
      minimumCouncils: input.minimumCouncils,
      smallestPledgePence: input.smallestPledge,
      isDataKeptInUk: input.isDataKeptInUk,
      opensAt,
      closesAt,
      openedById: actor.personId,
    },
    select: { id: true },
  })
  await tx.roundTotals.create({ data: { roundId: round.id } })
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: challengeId,
    action: 'round-opened',
    summary: `Opened pledging with a target of ${formatPounds(input.target)}, until ${formatClosing({ closesAt })}`,
    detail: { roundId: round.id, targetPence: String(input.target) },
  })
  return round
}

/** The same form again is answered as the first time; its key with other answers is refused. */
function sameRound(before: Round, { challengeId, input }: Omit<Opening, 'needed'>) {
  const isSame =
    before.challengeId === challengeId &&
    before.targetPence === input.target &&
    before.stretchPence === (input.stretch ?? null) &&
    before.minimumCouncils === input.minimumCouncils &&
    before.smallestPledgePence === input.smallestPledge &&
    before.isDataKeptInUk === input.isDataKeptInUk &&
    before.closesAt.getTime() === closingInstant(input.closesOn).getTime()
  if (!isSame)
    throw new Refusal('conflict', 'This form was sent before with other answers. Open it again.')
  return { id: before.id }
}

async function startPooling(tx: Tx, challengeId: string, from: Stage) {
  const moved =
    canFollow(from, 'pooling') && (await moveChallenge(tx, { challengeId, from, to: 'pooling' }))
  if (!moved) throw new Refusal('conflict', 'Pledging cannot open on this challenge now.')
}
