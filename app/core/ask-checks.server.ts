import type { Check } from './check.ts'
import { patiently } from './db.server.ts'

/** Asks each check in turn, with all the time it takes: the names of those that hold, and what breaks the others. */
export const askChecks = (checks: Check[]) =>
  patiently(async (db) => {
    const held: string[] = []
    const broken: { name: string; rows: unknown[] }[] = []
    for (const check of checks) {
      const rows = await check.rows(db)
      if (rows.length) broken.push({ name: check.name, rows })
      else held.push(check.name)
    }
    return { held, broken }
  })
