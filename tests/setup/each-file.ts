import pg from 'pg'
import { afterAll, afterEach, beforeAll, inject, vi } from 'vitest'
import type { Check } from '#app/core/check.ts'
import { clock } from '#app/core/clock.ts'
import { closeDatabase, db, useDatabase } from '#app/core/db.server.ts'

const name = `test_${process.env.VITEST_POOL_ID}_${process.pid}`

beforeAll(async () => {
  // Its files are copied as they are, which takes two thirds of the time that writing them by the log takes.
  await asAdmin(`create database ${name} template ${inject('template')} strategy file_copy`)
  const url = new URL(inject('siteUrl'))
  url.pathname = name
  useDatabase(url.href)
})

afterEach(() => clock.set(undefined))

afterAll(async () => {
  try {
    await holdChecks()
  } finally {
    await closeDatabase()
    forgetProcess()
    await asAdmin(`drop database ${name} with (force)`)
  }
})

async function asAdmin(sql: string) {
  const admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  await admin.query(sql)
  await admin.end()
}

/** Whatever a file of tests did, the invariants of every area still hold after it. */
async function holdChecks() {
  const areas = import.meta.glob<{ checks: Check[] }>('/app/domain/*/checks.server.ts')
  for (const load of Object.values(areas))
    for (const check of (await load()).checks) {
      const rows = await check.rows(db)
      if (rows.length) throw new Error(`Check broken: ${check.name}: ${rows.length} rows`)
    }
}

/** The next file of this worker starts with nothing in memory, as a new process would. */
function forgetProcess() {
  vi.resetModules()
  for (const key of Object.getOwnPropertySymbols(globalThis))
    if (key.description?.startsWith('solve-once.')) Reflect.deleteProperty(globalThis, key)
}
