import { auditPlaceText, readAuditPlace, readAuditSearch } from '#app/domain/audit/refused-act.ts'
import { listAuditActions, type listAudit } from '#app/domain/audit/search-queries.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

const PER_PAGE = 50

/** One page of the audit, as the address asks for it. */
export async function readAuditPage(request: Request, actor: Actor, list: typeof listAudit) {
  const address = new URL(request.url).searchParams
  const search = readAuditSearch(address)
  const after = readAuditPlace(address.get('after'))
  const [{ records, next }, actions] = await Promise.all([
    list(actor, { search, after, limit: PER_PAGE }),
    listAuditActions(),
  ])
  return { search, records, actions, isFirst: !after, next: next && auditPlaceText(next) }
}
