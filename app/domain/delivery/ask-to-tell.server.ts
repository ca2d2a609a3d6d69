import type { Tx } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'

/** What those who have a part in a project are told of. */
export type ProjectNews =
  | 'stop-proposed'
  | 'stop-agreed'
  | 'stop-ended'
  | 'give-back-asked'
  | 'give-back-agreed'
  | 'refund-recorded'
  // The database asks for these two: whoever proposed it has lost the role (decision 050).
  | 'stop-lapsed'
  | 'asking-lapsed'

/** Has them told once this transaction has committed; `id` is of the row that the news is about. */
export const askToTell = (tx: Tx, news: ProjectNews, id: string) =>
  askFor(tx, 'tell-project-news', { payload: { news, id }, key: `tell-project-news:${news}:${id}` })
