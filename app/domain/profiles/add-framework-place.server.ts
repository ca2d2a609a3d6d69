import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import { NOT_LISTED, problemWithPlace, type FrameworkPlaceInput } from './framework.ts'

/** Keeps that a firm says it is on a framework, of the list or named by it. Sent twice, it is kept once. */
export async function addFrameworkPlace(actor: Actor, input: FrameworkPlaceInput) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const problem = problemWithPlace(input, londonDay(clock.now()))
  if (problem) throw new Refusal('invalid', problem.message, { field: problem.field })
  try {
    await transaction((tx) => add(tx, actor, input))
  } catch (error) {
    if (!isUniqueViolation(error, 'framework_places_current_key')) throw error
    throw new Refusal('conflict', 'Your firm has entered this framework with this lot already.')
  }
}

async function add(tx: Tx, actor: Actor, { operationKey: id, ...said }: FrameworkPlaceInput) {
  if (!(await startOperation(tx, actor, { verb: 'add-framework-place', key: id, body: said })))
    return
  const listed = said.framework === NOT_LISTED ? undefined : await getListed(tx, said.framework)
  const name = listed?.name ?? said.name ?? ''
  await tx.frameworkPlace.create({
    data: {
      id,
      supplierId: actor.organisationId,
      ...(listed ? { frameworkSlug: listed.slug } : { name, reference: said.reference ?? '' }),
      lot: said.lot,
      expiresOn: said.expiresOn ? dateOf(said.expiresOn) : null,
      enteredById: actor.personId,
      enteredAt: clock.now(),
    },
  })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: actor.organisationId,
    action: 'framework-added',
    summary: `Said the firm is on ${name}`,
    detail: { placeId: id },
  })
}

/** A framework of the list that has not ended. */
async function getListed(tx: Tx, slug: string) {
  const framework = await tx.framework.findUnique({
    where: { slug },
    select: { slug: true, name: true, toOn: true },
  })
  if (!framework)
    throw new Refusal('invalid', 'Choose a framework from the list', { field: 'framework' })
  if (framework.toOn && dayOf(framework.toOn) < londonDay(clock.now()))
    throw new Refusal('invalid', `${framework.name} has ended`, { field: 'framework' })
  return framework
}
