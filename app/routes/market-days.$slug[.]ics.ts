import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeDayCalendar } from '#app/domain/market-days/write-calendar.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { calendarAnswer } from '#app/web/calendar.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  const slug = param(params, 'slug')
  return showFile(async () => calendarAnswer(await writeDayCalendar(slug), slug))
}
