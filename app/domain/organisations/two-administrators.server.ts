import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'
import type { Role } from './actor.ts'
import { movesMoney } from './people.ts'

/** Whether an organisation has two administrators today; without them nobody is given a role that moves money. */
export async function hasTwoAdministrators(organisationId: string, store: Tx = db) {
  const [row] = await store.$queryRaw<{ has: boolean }[]>`
    select has_two_administrators(${organisationId}::uuid) as has`
  return row?.has ?? false
}

/** Says so in words where the database refuses to give a role that moves money: without two, or to one's own other account. */
export async function refusingWithoutTwo<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isCheckViolation(error, 'money_roles_need_two_administrators')) throw withoutTwo()
    if (isCheckViolation(error, 'one_human_is_one_person')) throw toOneself()
    throw error
  }
}

/**
 * Beforehand, of an offer that is accepted later: the database decides then. Whoever is offered to become an
 * administrator would be the second.
 */
export async function assertMayOffer(tx: Tx, organisationId: string, roles: Role[]) {
  if (!roles.some(movesMoney) || roles.includes('administrator')) return
  if (!(await hasTwoAdministrators(organisationId, tx))) throw withoutTwo()
}

const toOneself = () =>
  new Refusal(
    'forbidden',
    'It is on record that two accounts are one person’s, and nobody gives themselves a role that moves money. Another administrator gives it.',
    { field: 'roles' },
  )

const withoutTwo = () =>
  new Refusal(
    'conflict',
    'A role that moves money needs two administrators first, so that no one person decides who may sign. Make a second person an administrator, then give this role.',
    { field: 'roles' },
  )
