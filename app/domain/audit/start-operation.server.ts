import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { textOfBody, type Operation } from './operation.ts'

/** As the database keeps it: whoever has the key but not the body learns nothing from it. */
export const operationOf = ({ verb, key, body }: Omit<Operation, 'refusal'>) => ({
  verb,
  key,
  fingerprint: createHash('sha256').update(textOfBody(body)).digest('hex'),
})

export const usedKey = (message = 'This form was sent before with other answers. Open it again.') =>
  new Refusal('conflict', message)

type Asker = { personId: string } | undefined

/**
 * Starts what a form asks for, in the transaction that does it. True for the first with this key; false when the
 * same was asked before, so nothing is left to do; refused when the key came with another body. Of two at
 * once the second waits for the first to end.
 */
export async function startOperation(tx: Tx, actor: Asker, operation: Operation): Promise<boolean> {
  const text = JSON.stringify(operationOf(operation))
  const [row] = await tx.$queryRaw<{ started: string }[]>`
    select start_operation(${text}::jsonb, ${actor?.personId ?? null}::uuid, ${clock.now()}) as started`
  if (row?.started === 'other') throw usedKey(operation.refusal)
  return row?.started === 'new'
}

/**
 * Holds a key and its body before a deed that is more than one transaction, or one that the database does alone:
 * another body is refused. That the deed happens once is for what it changes to see to.
 */
export async function holdKey(actor: Asker, operation: Operation): Promise<void> {
  await transaction((tx) => startOperation(tx, actor, operation))
}
