import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'

/**
 * Does what takes a role to propose. The database lets nobody propose who has lost the role since they opened the
 * page (decision 050): this puts its refusal into words.
 */
export async function whileInRole<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isCheckViolation(error, 'proposals_need_the_role')) throw error
    throw new Refusal('forbidden', 'You no longer have the role that lets you propose this.')
  }
}
