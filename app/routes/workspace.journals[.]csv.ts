import type { LoaderFunctionArgs } from '@remix-run/node'
import { journalCsv } from '#app/domain/open-data/journal-csv.server.ts'
import { readPeriod } from '#app/domain/ledger/statement.ts'
import { findCostCodes } from '#app/domain/organisations/set-cost-codes.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { answerPrivateCsv } from '#app/web/csv.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    // Refused before the first line is sent, not in the middle of the file.
    await findCostCodes(actor)
    const lines = journalCsv(actor, readPeriod(new URL(request.url).searchParams))
    return answerPrivateCsv(request, { name: `${actor.organisationSlug}-journals.csv`, lines })
  })
}
