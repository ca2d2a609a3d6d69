import type { LoaderFunctionArgs } from '@remix-run/node'
import { endpoints } from '#app/domain/open-data/endpoints.ts'
import { listSuppliers } from '#app/domain/open-data/supplier-queries.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { answerList } from '#app/web/api.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return answerList(request, endpoints.listSuppliers, listSuppliers)
}
