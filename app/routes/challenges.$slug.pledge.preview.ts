import type { LoaderFunctionArgs } from '@remix-run/node'
import type { ClientLoaderFunctionArgs } from '@remix-run/react'
import { orNothing } from '#app/ui/look-up.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPledgeForm, previewTyped } from '#app/web/pledge-form.server.ts'

/** The preview alone, for the amount page while somebody types. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { round } = await openPledgeForm(actor, param(params, 'slug'))
    const { preview } = await previewTyped(actor, round, new URL(request.url).searchParams)
    return { preview }
  })
}

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) =>
  orNothing(serverLoader<typeof loader>())
