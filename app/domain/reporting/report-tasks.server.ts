import { countOf } from '#app/core/number.ts'
import { londonDay, type Day } from '#app/core/time.ts'
import { findOpenReports } from '../directory/report-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { age, type Task } from './workspace.ts'

/** Messages of the directory that somebody has reported, for the operators. */
export async function listReportTasks(actor: Actor, today: Day): Promise<Task[]> {
  const open = await findOpenReports(actor)
  if (!open) return []
  return [
    {
      href: '/directory/reports',
      title: `Look at ${countOf(open.count, 'reported message')}`,
      detail: 'From the directory. Close each report with what you make of it.',
      ...age(londonDay(open.since), today),
    },
  ]
}
