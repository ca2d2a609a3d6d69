import type { Job } from '#app/core/job.ts'
import { succeedOrganisations } from '#app/domain/successions/succeed-organisations.server.ts'

export const job: Job = { schedule: '* * * * *', run: succeedOrganisations }
