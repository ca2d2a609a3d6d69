import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { pool } from '#app/core/db.server.ts'
import { bugs } from './campaign/bugs.ts'

test.each(bugs.filter(({ database }) => database))(
  'a bug still finds in the database what it changes: $name',
  async ({ database }) => {
    const { rows } = await pool.query<{ name: string }>('select current_database() as name')
    const url = new URL(inject('adminUrl'))
    url.pathname = rows[0]?.name ?? ''
    const owner = new pg.Client({ connectionString: url.href })
    await owner.connect()
    try {
      await owner.query('begin')
      await expect(database?.(owner)).resolves.toBeUndefined()
    } finally {
      await owner.query('rollback')
      await owner.end()
    }
  },
)
