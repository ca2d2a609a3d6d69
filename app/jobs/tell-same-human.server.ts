import type { Job } from '#app/core/job.ts'
import { tellSameHuman } from '#app/domain/joining/tell-same-human.server.ts'

export const job: Job = { run: ({ id = '', news = '' }) => tellSameHuman(id, news) }
