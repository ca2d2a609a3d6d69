import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'

/** What the database says of who may not do something, whatever their role, in words for them. */
const refusals = {
  one_human_is_one_person:
    'It is on record that two accounts are one person’s, and this takes two people. Somebody else does it.',
  own_firm_is_for_others: 'You belong to a firm this is about. Somebody else decides.',
}

/**
 * Does what takes somebody else. The database takes two accounts of one human for one person (`same_human`, decision 054), and
 * lets nobody decide about a firm they belong to (`belongs_to`, decision 065): this puts its refusals into words.
 */
export async function whileTwoPeople<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    for (const [constraint, words] of Object.entries(refusals))
      if (isCheckViolation(error, constraint)) throw new Refusal('forbidden', words)
    throw error
  }
}
