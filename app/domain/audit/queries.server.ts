import { db } from '#app/core/db.server.ts'

type Subject = { subjectKind: string; subjectId: string }

const columns = {
  id: true,
  action: true,
  summary: true,
  at: true,
  hash: true,
  person: { select: { name: true } },
  organisation: { select: { name: true } },
} as const

type Row = {
  id: bigint
  action: string
  summary: string
  at: Date
  hash: Uint8Array
  person: { name: string } | null
  organisation: { name: string } | null
}

export type AuditRecord = {
  id: string
  action: string
  summary: string
  at: Date
  /** Undefined when a job of ours did it. */
  personName: string | undefined
  organisationName: string | undefined
  /** "7f3a-91c2": the start of the record's hash, short enough to read out. */
  record: string
}

const recordOf = ({ id, hash, person, organisation, ...row }: Row): AuditRecord => ({
  ...row,
  id: String(id),
  personName: person?.name,
  organisationName: organisation?.name,
  record: shortHash(hash),
})

export const shortHash = (hash: Uint8Array) =>
  Buffer.from(hash.subarray(0, 4))
    .toString('hex')
    .replace(/^(.{4})/, '$1-')

/** What was done about one thing, newest first. The caller has decided that the person may read it. */
export async function listTrail(subject: Subject, most = 100, skip = 0): Promise<AuditRecord[]> {
  const rows = await db.auditEntry.findMany({
    where: subject,
    orderBy: { id: 'desc' },
    take: most,
    skip,
    select: columns,
  })
  return rows.map(recordOf)
}

const perPage = 25

/** The same, a page at a time. */
export async function listAuditTrail(subjectKind: string, subjectId: string, page = 1) {
  const subject = { subjectKind, subjectId }
  const total = await db.auditEntry.count({ where: subject })
  const pages = Math.max(1, Math.ceil(total / perPage))
  const shown = Math.min(Math.max(1, page), pages)
  const records = await listTrail(subject, perPage, (shown - 1) * perPage)
  return { records, page: shown, pages, total }
}
