import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '#app/core/env.server.ts'
import { openApiDocument } from '#app/domain/open-data/openapi.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { answerJson } from '#app/web/api.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return answerJson(request, openApiDocument(env.APP_URL))
}
