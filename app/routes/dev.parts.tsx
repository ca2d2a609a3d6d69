import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Parts } from '#app/ui/parts.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Parts of a page') }]

/** Every part in every state, for those who build pages. */
export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    if (env.NODE_ENV === 'production' && !env.DEMONSTRATION)
      throw new Refusal('not-found', 'Page not found')
    return null
  })
}

export default function DevParts() {
  return <Parts />
}
