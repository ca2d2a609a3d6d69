import { transaction, type Tx } from '#app/core/db.server.ts'
import { lockHolds } from '../audit/lock-holds.server.ts'
import { record } from '../audit/record.server.ts'
import { isErasedAddress } from '../organisations/erased.ts'
import type { Erasure } from './erasures.ts'
import { listObstacles } from './obstacles.server.ts'
import { takeOut } from './take-out.server.ts'

type Outcome = 'erased' | 'was erased' | 'is not there' | 'waits'
export type ErasedAgain = { personId: string; outcome: Outcome; why: string[] }

/**
 * Erases again whoever is back because an older backup was put back. Whoever a legal hold or their own work keeps is named
 * with the reason and waits: it is run again after that. Run twice, it erases nobody twice.
 */
export async function eraseAgain(erasures: Erasure[]): Promise<ErasedAgain[]> {
  const done: ErasedAgain[] = []
  for (const { personId } of erasures)
    done.push({ personId, ...(await transaction((tx) => eraseOne(tx, personId))) })
  return done
}

async function eraseOne(tx: Tx, personId: string): Promise<{ outcome: Outcome; why: string[] }> {
  await lockHolds(tx)
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { id: true, email: true },
  })
  if (!person) return { outcome: 'is not there', why: [] }
  if (isErasedAddress(person.email)) return { outcome: 'was erased', why: [] }
  const why = await listObstacles(personId, tx)
  if (why.length > 0) return { outcome: 'waits', why }
  await record(tx, undefined, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'person-erased',
    summary: 'Erased again, as a backup from before was put back',
  })
  await takeOut(tx, person)
  return { outcome: 'erased', why: [] }
}
