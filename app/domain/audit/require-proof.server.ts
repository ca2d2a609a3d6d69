import { AsyncLocalStorage } from 'node:async_hooks'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import type { Deed, Said } from './proofs.ts'

type Signer = { personId: string }
type Check = (tx: Tx, signer: Signer, deed: Deed) => Promise<void>

const checks = processWide('proofs', () => new AsyncLocalStorage<Check>())

/** Has every deed that needs a proof checked while this work lasts: what people send from pages. */
export const withProofs = <T>(check: Check, work: () => Promise<T>) => checks.run(check, work)

/** Words are made only when somebody reads them. */
type ToSign = Omit<Deed, 'says'> & { says: (tx: Tx) => Said[] | Promise<Said[]> }

/**
 * Asks for a proof of a deed, in its own transaction and after every other rule: whoever is asked may do it.
 * Jobs, the demonstration's story and the measurements sign nothing in a browser and are not asked.
 */
export async function requireProof(tx: Tx, signer: Signer, { says, ...deed }: ToSign) {
  const check = checks.getStore()
  if (check) await check(tx, signer, { ...deed, says: await says(tx) })
}

/** The same before a deed that the database does alone. Costs nothing where nobody is asked. */
export async function requireProofBefore(signer: Signer, toSign: ToSign) {
  if (checks.getStore()) await transaction((tx) => requireProof(tx, signer, toSign))
}
