import type { LoaderFunctionArgs } from '@remix-run/node'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { statementCsv } from '#app/domain/open-data/statement-csv.server.ts'
import { readChallengeStatement } from '#app/domain/reporting/statement.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    const lines = statementCsv(new URL(request.url).searchParams, (search, limit) =>
      readChallengeStatement(id, { reader: undefined, search, limit }),
    )
    return answerCsv(request, { name: `${slug}-statement.csv`, lines })
  })
}
