import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPot, type AreaInput } from './pot.ts'

/**
 * Writes down how an area stands on a pot's register from a day on, with its evidence. What was
 * written before ends that day, and stays.
 */
export async function registerArea(actor: Actor, potId: string, input: AreaInput) {
  if (
    input.status === 'registered' &&
    !(input.chiefDigitalOfficerFromOn && input.strategyPublishedOn)
  )
    throw new Refusal(
      'invalid',
      'A registered area has a chief digital officer in post and a published strategy. Enter both days.',
      { field: 'status' },
    )
  await transaction(async (tx) => {
    const pot = await tx.pot.findUnique({ where: { id: potId }, select: { funderId: true } })
    const area = await tx.combinedAuthority.findUnique({
      where: { id: input.areaId },
      select: { council: { select: { organisation: { select: { name: true } } } } },
    })
    if (!pot || !area) throw new Refusal('not-found', 'This pot or this area is not there.')
    if (!canRunPot(actor, pot))
      throw new Refusal('forbidden', 'Only a fund manager of the pot keeps its register.')
    const { operationKey: key, ...body } = { ...input, potId }
    if (!(await startOperation(tx, actor, { verb: 'register-area', key, body }))) return
    const fromOn = dateOf(input.fromOn)
    const registered = { potId, combinedAuthorityId: input.areaId }
    const later = await tx.areaRegistration.count({
      where: { ...registered, fromOn: { gte: fromOn } },
    })
    if (later)
      throw new Refusal('conflict', 'Enter a day after the last change.', { field: 'fromOn' })
    await tx.areaRegistration.updateMany({
      where: { ...registered, toOn: null },
      data: { toOn: fromOn },
    })
    await tx.areaRegistration.create({
      data: {
        id: input.operationKey,
        ...registered,
        status: input.status,
        chiefDigitalOfficerFromOn: dayOrNull(input.chiefDigitalOfficerFromOn),
        strategyPublishedOn: dayOrNull(input.strategyPublishedOn),
        strategyUrl: input.strategyUrl ?? null,
        fromOn,
        decidedById: actor.personId,
      },
    })
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: potId,
      action: 'area-registered',
      summary: `Changed how ${area.council.organisation.name} stands on the register`,
      detail: { areaId: input.areaId, status: input.status },
    })
  })
}

const dayOrNull = (day: string | undefined) => (day ? dateOf(day) : null)
