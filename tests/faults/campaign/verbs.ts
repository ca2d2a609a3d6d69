/** Which verb a statement belongs to; a cut can then be made where it matters. */
const marks: [string, RegExp][] = [
  ['commit pledges', /commit_pledges?\(/],
  ['withdraw a pledge', /withdraw_pledge\(/],
  ['close a round', /close_round\(/],
  ['fund a pot', /post_journal\(/],
  ['make a payment file', /insert into "public"\."payment_files"/i],
  ['send a payment file', /update "public"\."payment_files" set "sent_at"/i],
  ['settle a payment file', /update "public"\."payment_files" set "settled_at"/i],
  ['approve a payment', /insert into "public"\."payment_approvals"/i],
]

export const verbOf = (sql: string) => marks.find(([, mark]) => mark.test(sql))?.[0]

/** One statement that is its own transaction and moves money. */
export const isMoneyStatement = (sql: string) => /\b(commit_pledges?|withdraw_pledge)\(/.test(sql)
export const isBegin = (sql: string) => /^\s*begin\b/i.test(sql)
export const isCommit = (sql: string) => /^\s*commit\b/i.test(sql)
export const isRollback = (sql: string) => /^\s*rollback\b/i.test(sql)

/**
 * Where in a verb something can break. `commit`: also the one statement that commits by itself. `transaction`: in
 * one of several statements, from which on all of them are slow.
 */
export type Moment = 'statement' | 'commit' | 'transaction'
