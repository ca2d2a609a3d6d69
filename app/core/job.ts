/** Work that nobody waits for. One file in `app/jobs` exports one, as `job`; its file name is its task. */
export type Job = {
  /** When it runs by itself, as cron writes it, in UTC: `* * * * *` is each minute, `0 3 * * *` each night. */
  schedule?: string
  /** Safe to run twice: it calls one verb, and a verb done twice is done once. */
  run: (payload: Record<string, string>) => Promise<unknown>
}
