import fs from 'node:fs'
import { askChecks } from '#app/core/ask-checks.server.ts'
import type { Check } from '#app/core/check.ts'
import type { Job } from '#app/core/job.ts'
import { raiseAlarm } from '#app/domain/notifications/raise-alarm.server.ts'

const areas = new URL('../domain/', import.meta.url)

/** Every check of every area: the names of those that hold, and what breaks the others. */
export const listBroken = async () => askChecks(await listChecks())

async function listChecks() {
  const files = fs
    .readdirSync(areas)
    .map((area) => new URL(`${area}/checks.server.ts`, areas))
    .filter((file) => fs.existsSync(file))
  const loaded = await Promise.all(
    files.map((file) => import(file.href) as Promise<{ checks: Check[] }>),
  )
  return loaded.flatMap((area) => area.checks)
}

/** Each night: does all that must always be true still hold? */
export const job: Job = {
  schedule: '30 2 * * *',
  run: async () => {
    for (const { name, rows } of (await listBroken()).broken)
      await raiseAlarm({
        what: `It does not hold that ${name}`,
        found: rows.map((row) => JSON.stringify(row, plainly)),
        command: 'npm run verify',
      })
  },
}

const plainly = (_key: string, value: unknown) =>
  typeof value === 'bigint' ? String(value) : value
