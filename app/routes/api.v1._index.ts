import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { allowAnyone } from '#app/web/actor.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return redirect('/api/v1/openapi.json')
}
