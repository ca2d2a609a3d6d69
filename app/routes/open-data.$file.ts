import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCsvFileName } from '#app/domain/open-data/csv-file.ts'
import { streamCsv } from '#app/domain/open-data/csv-files.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param } from '#app/web/answer.server.ts'
import { orProblem } from '#app/web/api.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return orProblem(async () => {
    const name = getCsvFileName(param(params, 'file'))
    return answerCsv(request, { name: `solve-once-${name}.csv`, lines: streamCsv(name) })
  })
}
