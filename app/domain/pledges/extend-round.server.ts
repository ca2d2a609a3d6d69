import type { RoundExtension } from '#prisma/generated/client.ts'
import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { readExtensionLimits } from './extension-queries.server.ts'
import {
  canExtendRound,
  whyNotExtend,
  wrongExtension,
  wrongNewStretch,
  type ExtensionInput,
  type ExtensionLimits,
} from './extension.ts'
import { closingInstant, formatClosing } from './round.ts'

/**
 * Moves the closing of an open round to a later day, for its lead council, and has every council that pledged told.
 * With it the stretch target may be set or raised. Each of them may withdraw for as long as pledging is open. The same form again answers as the first time.
 */
export async function extendRound(actor: Actor, roundId: string, input: ExtensionInput) {
  const limits = await readExtensionLimits()
  return transaction((tx) => extend(tx, actor, { roundId, input, limits }))
}

type Extending = { roundId: string; input: ExtensionInput; limits: ExtensionLimits }

async function extend(tx: Tx, actor: Actor, { roundId, input, limits }: Extending) {
  // The lock that pledges, withdrawals and the closing take too.
  const [totals] = await tx.$queryRaw<Totals[]>`
    select pledged_pence as "pledgedPence", matched_pence as "matchedPence" from round_totals
    where round_id = ${roundId}::uuid for no key update`
  const round = await tx.round.findUnique({ where: { id: roundId }, select: columns })
  if (!round || !totals) throw new Refusal('not-found', 'This round is not there.')
  if (!canExtendRound(actor, round.challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can extend pledging.')
  const toClosesAt = closingInstant(input.closesOn)
  const before = await tx.roundExtension.findUnique({ where: { id: input.operationKey } })
  if (before) return sameExtension(before, { roundId, input })
  const now = clock.now()
  const refusal = whyNotExtend({ ...round, extensions: round._count.extensions }, limits, now)
  if (refusal) throw new Refusal('conflict', refusal)
  const wrong = wrongExtension(input.closesOn, round, limits)
  if (wrong) throw new Refusal('invalid', wrong, { field: 'closesOn' })
  const toStretchPence = input.stretch ?? null
  const wrongSum =
    toStretchPence !== null && wrongNewStretch(toStretchPence, { ...round, ...totals })
  if (wrongSum) throw new Refusal('invalid', wrongSum, { field: 'stretch' })

  await tx.roundExtension.create({
    data: {
      id: input.operationKey,
      roundId,
      fromClosesAt: round.closesAt,
      toClosesAt,
      fromStretchPence: toStretchPence === null ? null : round.stretchPence,
      toStretchPence,
      reason: input.reason,
      extendedById: actor.personId,
      extendedAt: now,
    },
  })
  await tx.round.update({
    where: { id: roundId },
    data: {
      closesAt: toClosesAt,
      ...(toStretchPence !== null && { stretchPence: toStretchPence }),
    },
  })
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: round.challengeId,
    action: 'round-extended',
    summary: summaryOf(toClosesAt, toStretchPence),
    detail: { roundId, fromClosesAt: round.closesAt.toISOString(), reason: input.reason },
  })
  await askFor(tx, 'tell-round-extended', {
    payload: { extensionId: input.operationKey },
    key: `tell-round-extended:${input.operationKey}`,
  })
  return { id: input.operationKey, isNew: true }
}

type Totals = { pledgedPence: Pence; matchedPence: Pence }

/** The same form again is answered as the first time; its key with other answers is refused. */
function sameExtension(
  before: RoundExtension,
  { roundId, input }: Pick<Extending, 'roundId' | 'input'>,
) {
  const isSame =
    before.roundId === roundId &&
    before.reason === input.reason &&
    before.toStretchPence === (input.stretch ?? null) &&
    before.toClosesAt.getTime() === closingInstant(input.closesOn).getTime()
  if (isSame) return { id: before.id, isNew: false }
  throw new Refusal('conflict', 'This form was sent before with other answers. Open it again.')
}

function summaryOf(closesAt: Date, stretchPence: Pence | null) {
  const extended = `Extended pledging until ${formatClosing({ closesAt })}`
  if (stretchPence === null) return extended
  return `${extended}, with a stretch target of ${formatPounds(stretchPence)}`
}

const columns = {
  challengeId: true,
  targetPence: true,
  stretchPence: true,
  closesAt: true,
  closedAt: true,
  challenge: { select: { leadCouncilId: true } },
  _count: { select: { extensions: true } },
} as const
