import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'

/**
 * Does what takes a second person. The database takes two accounts of one human for one person (`same_human`,
 * decision 054): this puts its refusal into words.
 */
export async function whileTwoPeople<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isCheckViolation(error, 'one_human_is_one_person')) throw error
    throw new Refusal(
      'forbidden',
      'It is on record that two accounts are one person’s, and this takes two people. Somebody else does it.',
    )
  }
}
