import type { Job } from '#app/core/job.ts'
import { eraseAgain } from '#app/domain/privacy/erase-again.server.ts'
import {
  erasuresFile,
  noteErasures,
  readErasuresOf,
} from '#app/domain/privacy/note-erasures.server.ts'

/** For `npm run erase-again`: erases again whoever a file names, or the one that this job writes. */
export async function eraseAgainFrom(file: string | undefined) {
  const from = file ?? erasuresFile()
  const done = await eraseAgain(await readErasuresOf(from))
  return { from, done }
}

/** After each erasure, and each night: is everybody who was erased in the file beside the database? */
export const job: Job = {
  schedule: '20 2 * * *',
  run: () => noteErasures(),
}
