import { db } from '#app/core/db.server.ts'

type Subject = { subjectKind: string; subjectId: string }

/** What was done about one thing, newest first. The caller has decided that the person may read it. */
export async function listTrail(subject: Subject, most = 100) {
  const entries = await db.auditEntry.findMany({
    where: subject,
    orderBy: { id: 'desc' },
    take: most,
    select: {
      id: true,
      action: true,
      summary: true,
      at: true,
      hash: true,
      person: { select: { name: true } },
      organisation: { select: { name: true } },
    },
  })
  return entries.map(({ id, hash, person, organisation, ...entry }) => ({
    ...entry,
    id: String(id),
    personName: person?.name,
    organisationName: organisation?.name,
    record: shortHash(hash),
  }))
}

/** "7f3a-91c2": the start of a record's hash, short enough to read out. */
function shortHash(hash: Uint8Array) {
  const start = Buffer.from(hash).toString('hex').slice(0, 8)
  return `${start.slice(0, 4)}-${start.slice(4)}`
}
