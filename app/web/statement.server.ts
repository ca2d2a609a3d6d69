import { placeText } from '#app/domain/ledger/statement.ts'
import type { Statement } from '#app/domain/reporting/statement.server.ts'

/** A statement as its page shows it: the names of people and things, and where the next page starts. */
export const statementPage = ({ next, entries, ...statement }: Statement) => ({
  ...statement,
  next: next && placeText(next),
  entries: entries.map(
    ({ journalId, line, at, what, who, challenge, reference, amountPence, balancePence }) => ({
      ...{ journalId, line, at, what, who, amountPence, balancePence },
      ...(challenge && { challenge }),
      ...(reference && { reference }),
    }),
  ),
})
