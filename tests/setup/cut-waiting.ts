import { pool } from '#app/core/db.server.ts'

/** Breaks the connection of whoever waits for a lock with a statement of these words, as soon as somebody does. */
export async function cutWaiting(words: string) {
  for (let cut = 0; cut === 0;) {
    const { rowCount } = await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query ilike $1 and wait_event_type = 'Lock'`,
      [`%${words}%`],
    )
    cut = rowCount ?? 0
  }
}
