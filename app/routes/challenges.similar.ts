import type { LoaderFunctionArgs } from '@remix-run/node'
import type { ClientLoaderFunctionArgs } from '@remix-run/react'
import { z } from 'zod'
import { listSimilarChallenges } from '#app/domain/challenges/similar-queries.server.ts'
import { orNothing } from '#app/ui/look-up.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const Asked = z.object({
  title: z.string().max(200).catch(''),
  except: z.uuid().optional().catch(undefined),
})

/** Asked by the title's field while somebody types. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => {
    const { title, except } = Asked.parse(Object.fromEntries(new URL(request.url).searchParams))
    return { similar: await listSimilarChallenges(title, except) }
  })
}

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) =>
  orNothing(serverLoader<typeof loader>())
