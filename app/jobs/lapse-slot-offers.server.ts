import type { Job } from '#app/core/job.ts'
import { lapseOffers } from '#app/domain/market-days/lapse-offers.server.ts'

/** Offers of freed slots end on the minute; the next firm on the waiting list hears at once. */
export const job: Job = { schedule: '* * * * *', run: () => lapseOffers() }
