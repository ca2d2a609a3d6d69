import type { LoaderFunctionArgs } from '@remix-run/node'
import { registerCsv } from '#app/domain/open-data/pot-csv.server.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return showFile(async () => {
    const { id, slug } = await getPot(param(params, 'slug'))
    return answerCsv(request, { name: `${slug}-register.csv`, lines: await registerCsv(id) })
  })
}
