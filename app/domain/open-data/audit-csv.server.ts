import type { AuditPlace, AuditSearch } from '../audit/refused-act.ts'
import { listAudit, listOwnAudit, type FoundRecord } from '../audit/search-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

const columns: CsvColumn<FoundRecord>[] = [
  { name: 'record', value: ({ id }) => id },
  { name: 'at_utc', value: ({ at }) => at.toISOString() },
  { name: 'action', value: ({ action }) => action },
  { name: 'what', value: ({ summary }) => summary },
  { name: 'person', value: ({ personName }) => personName },
  { name: 'organisation', value: ({ organisationName }) => organisationName },
  { name: 'role', value: ({ roles }) => roles.join(', ') },
  { name: 'subject', value: ({ subject }) => subject },
  { name: 'network', value: ({ network }) => network },
  { name: 'hash_begins', value: ({ record }) => record },
]

type Wanted = { search: AuditSearch; limit?: number }

/** What an operator found in the audit, as a file, read page by page. */
export const auditCsv = (actor: Actor, { search, limit = 500 }: Wanted) =>
  csvOf((after) => listAudit(actor, { search, after, limit }))

/** What is on record for the actor's own organisation, as a file. */
export const ownAuditCsv = (actor: Actor, { search, limit = 500 }: Wanted) =>
  csvOf((after) => listOwnAudit(actor, { search, after, limit }))

type Read = (after: AuditPlace | undefined) => ReturnType<typeof listAudit>

async function* csvOf(read: Read) {
  yield csvHeader(columns)
  let after: AuditPlace | undefined
  do {
    const { records, next } = await read(after)
    yield records.map((record) => csvRow(columns, record)).join('')
    after = next
  } while (after)
}
