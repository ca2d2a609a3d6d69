import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from './actor.ts'
import { getCouncil } from './queries.server.ts'
import {
  canKeepScheme,
  lockKindsOf,
  lockLaws,
  type EndInput,
  type LockInput,
} from './spending-lock.ts'

const onlyKeepers = 'Only an administrator of a council keeps its spending locks.'

/**
 * Records that a section 114 notice or a section 24 direction is in force, from a day that may have been:
 * the notice holds whether or not somebody has written it down. What is committed already stands.
 */
export async function lockSpending(actor: Actor, input: LockInput) {
  if (!canKeepScheme(actor)) throw new Refusal('forbidden', onlyKeepers)
  const councilId = actor.organisationId
  const { kind, successor, from, source, sourceUrl } = input
  const { nation } = await getCouncil(councilId)
  if (!lockKindsOf(nation).includes(kind))
    throw new Refusal('invalid', `The law of ${nation} has no such lock`, { field: 'kind' })
  await transaction(async (tx) => {
    await tx.$executeRaw`select from councils where id = ${councilId}::uuid for no key update`
    const other = await tx.spendingLock.findFirst({
      where: { councilId, kind, OR: [{ toOn: null }, { toOn: { gt: dateOf(from) } }] },
    })
    if (other)
      throw new Refusal('conflict', `A ${lockLaws[kind].name.toLowerCase()} is on record already.`)
    await tx.spendingLock.create({
      data: {
        councilId,
        kind,
        successor: kind === 'section-24' ? successor : null,
        fromOn: dateOf(from),
        source,
        sourceUrl,
        setById: actor.personId,
        setAt: clock.now(),
      },
    })
    await record(tx, actor, {
      subjectKind: 'council',
      subjectId: councilId,
      action: 'spending-locked',
      summary: `${lockLaws[kind].name} in force from ${formatDay(from)}`,
      detail: { kind, from, source, sourceUrl },
    })
  })
}

/** Records that a spending lock no longer holds from a day on, today or later. */
export async function unlockSpending(actor: Actor, lockId: string, { on }: EndInput) {
  if (!canKeepScheme(actor)) throw new Refusal('forbidden', onlyKeepers)
  if (on < londonDay(clock.now()))
    throw new Refusal('invalid', 'Enter today or a later day', { field: 'on' })
  await transaction(async (tx) => {
    const lock = await tx.spendingLock.findFirst({
      where: { id: lockId, councilId: actor.organisationId },
    })
    if (!lock) throw new Refusal('not-found', 'This spending lock is not there.')
    if (dateOf(on) < lock.fromOn)
      throw new Refusal('invalid', 'Enter the day it began or a later one', { field: 'on' })
    await tx.spendingLock.update({ where: { id: lockId }, data: { toOn: dateOf(on) } })
    await record(tx, actor, {
      subjectKind: 'council',
      subjectId: actor.organisationId,
      action: 'spending-unlocked',
      summary: `${lockLaws[lock.kind as LockInput['kind']].name} ends on ${formatDay(on)}`,
      detail: { lockId, on },
    })
  })
}
