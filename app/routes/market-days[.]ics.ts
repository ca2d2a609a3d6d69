import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeAllDaysCalendar } from '#app/domain/market-days/write-calendar.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { showFile } from '#app/web/answer.server.ts'
import { calendarAnswer } from '#app/web/calendar.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return showFile(async () => calendarAnswer(await writeAllDaysCalendar(), 'market-days'))
}
