import type { LoaderFunctionArgs } from '@remix-run/node'
import { endpoints } from '#app/domain/open-data/endpoints.ts'
import { getPotRecord } from '#app/domain/open-data/pot-queries.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param } from '#app/web/answer.server.ts'
import { answerOne } from '#app/web/api.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return answerOne(request, endpoints.getPot, async () => getPotRecord(param(params, 'slug')))
}
