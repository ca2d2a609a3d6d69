import type { LoaderFunctionArgs } from '@remix-run/node'
import { endpoints } from '#app/domain/open-data/endpoints.ts'
import { getSupplierRecord } from '#app/domain/open-data/supplier-queries.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param } from '#app/web/answer.server.ts'
import { answerOne } from '#app/web/api.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return answerOne(request, endpoints.getSupplier, async () =>
    getSupplierRecord(param(params, 'slug')),
  )
}
