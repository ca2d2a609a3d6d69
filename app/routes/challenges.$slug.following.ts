import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import {
  followChallenge,
  unfollowChallenge,
} from '#app/domain/challenges/follow-challenge.server.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

/** Only a form leads here; somebody who had to sign in first lands on the challenge. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => redirect(`/challenges/${param(params, 'slug')}`))
}

const FollowInput = z.object({ follow: z.enum(['yes', 'no']) })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FollowInput, async ({ follow }) => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    await (follow === 'yes' ? followChallenge : unfollowChallenge)(actor, id)
    return redirect(`/challenges/${slug}`)
  })
}
