import type { LoaderFunctionArgs } from '@remix-run/node'
import { readAuditSearch } from '#app/domain/audit/refused-act.ts'
import { listAudit } from '#app/domain/audit/search-queries.server.ts'
import { auditCsv } from '#app/domain/open-data/audit-csv.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { showFile } from '#app/web/answer.server.ts'
import { answerPrivateCsv } from '#app/web/csv.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () => {
    const search = readAuditSearch(new URL(request.url).searchParams)
    // Refused before the first line is sent, not in the middle of the file.
    await listAudit(actor, { search, after: undefined, limit: 1 })
    return answerPrivateCsv(request, { name: 'audit.csv', lines: auditCsv(actor, { search }) })
  })
}
