import type { Tx } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { record } from '../audit/record.server.ts'

/** Notes a failed try with the person it was about; with nobody, only the log can keep it. */
export async function recordRefusedSignIn(
  tx: Tx,
  personId: string | null | undefined,
  summary: string,
) {
  log.warn(summary)
  if (!personId) return
  await record(tx, undefined, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'sign-in-refused',
    summary,
  })
}
