import { Refusal } from '#app/core/refusal.ts'

/** Given back and not thrown where a transaction has counted something that must stay. */
export const signedOut = () => new Refusal('conflict', 'You are signed out. Sign in again.')

export const wrongCode = () =>
  new Refusal('invalid', 'That is not the code. Check it, or wait for the next.', { field: 'code' })

export const startAgain = () => new Refusal('conflict', 'This took too long. Start again.')
