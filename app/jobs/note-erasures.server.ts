import type { Job } from '#app/core/job.ts'
import { eraseAgain } from '#app/domain/privacy/erase-again.server.ts'
import {
  erasuresFile,
  noteErasures,
  readErasuresOf,
} from '#app/domain/privacy/note-erasures.server.ts'

/** Where this job writes, for `npm run erase-again`. */
export { erasuresFile }

/** Erases again whoever a file names. */
export const eraseAgainFrom = async (file: string) => eraseAgain(await readErasuresOf(file))

/** After each erasure, and each night: is everybody who was erased in the file beside the database? */
export const job: Job = {
  schedule: '20 2 * * *',
  run: () => noteErasures(),
}
