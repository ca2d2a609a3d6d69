import type { Job } from '#app/core/job.ts'
import { eraseAgain } from '#app/domain/privacy/erase-again.server.ts'
import {
  erasuresFile,
  noteErasures,
  readErasuresOf,
} from '#app/domain/privacy/note-erasures.server.ts'

/** Where this job writes, how that is read and whoever it names is erased again, for `npm run erase-again`. */
export { eraseAgain, erasuresFile, readErasuresOf }

/** After each erasure, and each night: is everybody who was erased in the file beside the database? */
export const job: Job = {
  schedule: '20 2 * * *',
  run: () => noteErasures(),
}
