import { expect } from 'vitest'
import { db, pool } from '#app/core/db.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { build } from '../factories/index.ts'
import { cutWaiting } from './cut-waiting.ts'

/**
 * Lets a succession begin and loses its connection when most of it is done: where it changes whom somebody acts for.
 * Returns what finds whom they act for.
 */
export async function loseHalfWay(person: Actor, succeed: () => Promise<unknown>) {
  const of = { personId: person.personId }
  await build.session(person)
  await db.session.updateMany({ where: of, data: { actingForId: person.organisationId } })
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('select from sessions where person_id = $1 for update', [person.personId])

  const happening = expect(succeed()).rejects.toThrow()
  await cutWaiting('update%sessions')
  await happening
  await holder.query('rollback')
  holder.release()
  return async () => (await db.session.findFirstOrThrow({ where: of })).actingForId
}
