import type { Job } from '#app/core/job.ts'
import { tellPotNews } from '#app/domain/pots/tell-pot-news.server.ts'

export const job: Job = { run: ({ news = '', id = '' }) => tellPotNews(news, id) }
