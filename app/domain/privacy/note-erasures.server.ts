import fs from 'node:fs/promises'
import path from 'node:path'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { env } from '#app/core/env.server.ts'
import { erasuresText, readErasures, type Erasure } from './erasures.ts'

/** Who was erased, beside the database and not in it: no backup that is put back makes it older. */
export const erasuresFile = () => path.resolve(env.DATA_DIR, 'erased.txt')

/** Everybody who was erased, as far as this database knows. */
export async function listErasures(): Promise<Erasure[]> {
  const entries = await db.auditEntry.findMany({
    where: { action: 'person-erased' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { subjectId: true, at: true },
  })
  return entries.map(({ subjectId, at }) => ({ personId: subjectId, at: at.toISOString() }))
}

/**
 * Writes down who was erased, by ids that say nothing else. What the file knew stays in it, though the database may have
 * forgotten. Run twice, or at once, it comes to the same.
 */
export async function noteErasures(file = erasuresFile()) {
  const text = erasuresText([...(await readErasuresOf(file)), ...(await listErasures())])
  const draft = `${file}.${newId()}.new`
  await fs.mkdir(path.dirname(file), { recursive: true })
  await fs.writeFile(draft, text, { mode: 0o600 })
  await fs.rename(draft, file)
}

/** What a file says; one that is not there says nothing yet. */
export async function readErasuresOf(file: string) {
  try {
    return readErasures(await fs.readFile(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
