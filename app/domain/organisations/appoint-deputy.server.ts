import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import type { DeputyInput } from './delegation.ts'
import { getColleague } from './people-queries.server.ts'
import { canSetLimit } from './people.ts'
import { whileTwoPeople } from './while-two-people.server.ts'

/**
 * Lets a colleague stand in for another between two days, which both count: they may sign up to that
 * person's limits. Both are finance approvers, and nobody makes themselves a deputy.
 */
export async function appointDeputy(actor: Actor, membershipId: string, input: DeputyInput) {
  const { principalId, from, to, source } = input
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      await tx.$executeRaw`select id from memberships where id = ${membershipId}::uuid for update`
      const deputy = await getColleague(actor, membershipId, tx)
      if (!canSetLimit(actor, deputy.personId))
        throw new Refusal('forbidden', 'Only another administrator of a council names a deputy.')
      const principal = await getColleague(actor, principalId, tx)
      if (principal.membershipId === membershipId)
        throw new Refusal('invalid', 'Choose somebody else', { field: 'principalId' })
      for (const { roles, name } of [deputy, principal])
        if (!roles.includes('finance-approver'))
          throw new Refusal('invalid', `${name} is not a finance approver`, {
            field: 'principalId',
          })
      if (from < londonDay(clock.now()))
        throw new Refusal('invalid', 'Enter today or a later day', { field: 'from' })
      const dates = { fromOn: dateOf(from), toOn: dateOf(addDays(to, 1)) }
      const overlap = await tx.deputy.findFirst({
        where: {
          membershipId,
          principalId,
          fromOn: { lt: dates.toOn },
          toOn: { gt: dates.fromOn },
        },
      })
      if (overlap)
        throw new Refusal(
          'conflict',
          `${deputy.name} stands in for ${principal.name} then already.`,
        )
      const says = () => [
        { name: 'You sign', value: `That ${deputy.name} stands in for ${principal.name}` },
        { name: 'From', value: formatDay(from) },
        { name: 'To', value: formatDay(to) },
        { name: 'Decision', value: source },
      ]
      const body = { membershipId, ...input }
      await requireProof(tx, actor, { verb: 'appoint-deputy', body, says })
      const councilId = actor.organisationId
      const set = { setById: actor.personId, setAt: clock.now() }
      await tx.deputy.create({
        data: { membershipId, principalId, councilId, ...dates, source, ...set },
      })
      await record(tx, actor, {
        subjectKind: 'membership',
        subjectId: membershipId,
        action: 'deputy-appointed',
        summary: `Named as a deputy from ${formatDay(from)} to ${formatDay(to)}`,
        detail: { principalId, from, to, source },
      })
    }),
  )
}

/** Ends somebody's standing in today, before its time. What they signed while it held stays signed. */
export async function endDeputy(actor: Actor, deputyId: string) {
  await transaction(async (tx) => {
    const today = dateOf(londonDay(clock.now()))
    const row = await tx.deputy.findFirst({
      where: { id: deputyId, councilId: actor.organisationId },
      include: { membership: { select: { personId: true } } },
    })
    if (!row) throw new Refusal('not-found', 'This deputy is not there.')
    if (!canSetLimit(actor, row.membership.personId))
      throw new Refusal('forbidden', 'Only another administrator of a council ends this.')
    const { count } = await tx.deputy.updateMany({
      where: { id: deputyId, toOn: { gt: today } },
      data: { toOn: row.fromOn > today ? row.fromOn : today },
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'membership',
      subjectId: row.membershipId,
      action: 'deputy-ended',
      summary: 'Ended as a deputy',
      detail: { deputyId },
    })
  })
}
