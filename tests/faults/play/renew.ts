import pg from 'pg'
import { pool } from '#app/core/db.server.ts'
import { asClient } from '#app/server/postgres/as-client.ts'

/** Puts a copy of the template in the place of the database in use; whoever asks next is connected to it anew. */
export async function renewDatabase({
  adminUrl,
  template,
}: {
  adminUrl: string
  template: string
}) {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  const name = pg.escapeIdentifier(rows[0]?.name ?? '')
  await asClient(adminUrl, async (admin) => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`create database ${name} template ${template}`)
  })
}
