import type { LoaderFunctionArgs } from '@remix-run/node'
import { allowAnyone } from '#app/web/actor.server.ts'
import { answerProblem } from '#app/web/api.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return answerProblem(
    404,
    'There is nothing at this address. /api/v1/openapi.json lists what there is.',
  )
}
