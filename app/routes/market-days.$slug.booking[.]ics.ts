import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeBookingCalendar } from '#app/domain/market-days/write-calendar.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { calendarAnswer } from '#app/web/calendar.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return showFile(async () =>
    calendarAnswer(await writeBookingCalendar(actor, slug), `${slug}-demo`),
  )
}
