import type { LoaderFunctionArgs } from '@remix-run/node'
import { statementCsv } from '#app/domain/open-data/statement-csv.server.ts'
import { readOwnStatement } from '#app/domain/reporting/statement.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { answerPrivateCsv } from '#app/web/csv.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { searchParams } = new URL(request.url)
    await readOwnStatement(actor, { search: searchParams, limit: 1 })
    const lines = statementCsv(searchParams, (search, limit) =>
      readOwnStatement(actor, { search, limit }),
    )
    return answerPrivateCsv(request, { name: `${actor.organisationSlug}-statement.csv`, lines })
  })
}
