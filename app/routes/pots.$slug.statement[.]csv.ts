import type { LoaderFunctionArgs } from '@remix-run/node'
import { statementCsv } from '#app/domain/open-data/statement-csv.server.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'
import { readPotStatement } from '#app/domain/reporting/statement.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const { id, slug } = await getPot(param(params, 'slug'))
    const lines = statementCsv(new URL(request.url).searchParams, (search, limit) =>
      readPotStatement(id, { reader: undefined, search, limit }),
    )
    return answerCsv(request, { name: `${slug}-statement.csv`, lines })
  })
}
