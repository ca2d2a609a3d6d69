import { z } from 'zod'
import { slotKinds } from '../market-days/market-day.ts'
import { ChallengeName, Count, Instant, SupplierName, Url } from './api-field.ts'
import { PageParameters, SinceParameter } from './page-request.ts'

const summary = {
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  state: z.enum(['coming', 'on', 'past', 'cancelled']),
  startsAt: Instant,
  endsAt: Instant,
  timeZone: z.string().meta({ description: 'The zone its times are announced in.' }),
  bookingClosesAt: Instant,
  challenges: z.array(ChallengeName),
  demoSlotCount: Count,
  bookedSlotCount: Count,
  page: Url.meta({ description: 'The same for people.' }),
}

export const MarketDaySummary = z.object(summary).meta({ id: 'MarketDaySummary' })

const Slot = z
  .object({
    stage: z.string(),
    kind: z.enum(slotKinds),
    title: z.string().nullable(),
    description: z.string().nullable(),
    startsAt: Instant,
    endsAt: Instant,
    booking: z
      .object({ title: z.string(), supplier: SupplierName, challenge: ChallengeName.nullable() })
      .nullable(),
  })
  .meta({ id: 'Slot' })

export const MarketDay = z.object({ ...summary, slots: z.array(Slot) }).meta({ id: 'MarketDay' })

export const MarketDayParameters = PageParameters.extend({
  since: SinceParameter.meta({ description: 'Not over at this day or instant.' }),
})
export type MarketDayParameters = z.output<typeof MarketDayParameters>
