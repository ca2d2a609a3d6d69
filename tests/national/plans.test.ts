import { inject, test, expect } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { compareWithCode } from './catalogue.ts'
import { generateNation } from './generate.ts'
import { listMissed, measureReads } from './measure-reads.ts'

/**
 * A fiftieth of the country. So small, reading a table whole is often the cheapest, so the session
 * that explains is told to avoid it and that places in a table cost as little as they do from memory:
 * what still reads a whole table has no index to begin at, in a country of any size.
 */
const scale = 0.02
const settings = 'set enable_seqscan = off; set random_page_cost = 1.1; set jit = off'
/** The same country each time, so that what is near a limit stays on its side. */
const asAt = '2026-06-01T12:00:00+01:00'
const patience = 300_000

test('the catalogue knows every read of the domain, and no other', async () => {
  const { unknown, gone } = await compareWithCode()

  expect(
    unknown,
    'Say in page-reads.ts, money-reads.ts or pot-reads.ts with which arguments each of these is called, or in catalogue.ts why it is not',
  ).toEqual([])
  expect(gone, 'Take these out of the catalogue: no file of the domain exports them').toEqual([])
}, 60_000)

test(
  'no read looks at a whole table that grows or at far more rows than it answers with',
  async () => {
    const { rows } = await pool.query<{ name: string }>('select current_database() as name')
    const url = new URL(inject('adminUrl'))
    url.pathname = rows[0]?.name ?? ''
    clock.set(asAt)
    await generateNation({ ownerUrl: url.href, scale, asAt: clock.now() })

    const measured = await measureReads(url.href, { settings })

    expect(measured.length).toBeGreaterThan(800)
    expect(listMissed(measured), 'Give these an index to begin at, or read less').toEqual([])
  },
  patience,
)
