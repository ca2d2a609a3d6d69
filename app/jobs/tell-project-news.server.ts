import type { Job } from '#app/core/job.ts'
import { tellProjectNews } from '#app/domain/delivery/tell-project-news.server.ts'

export const job: Job = { run: ({ news = '', id = '' }) => tellProjectNews(news, id) }
