import pg from 'pg'
import { inject } from 'vitest'
import { pool } from '#app/core/db.server.ts'

/** Runs SQL as the owner of the tables, who can do what the site's own role may not. */
export async function asOwner<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  const url = new URL(inject('adminUrl'))
  url.pathname = rows[0]?.name ?? ''
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
