import type { Job } from '#app/core/job.ts'
import { noteList } from '#app/domain/reporting/note-list.server.ts'

/** What changed in the last minute is counted for the list of challenges, apart from whoever changed it. */
export const job: Job = { schedule: '* * * * *', run: () => noteList() }
