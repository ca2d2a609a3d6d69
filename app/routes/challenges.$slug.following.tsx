import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  followChallenge,
  unfollowChallenge,
} from '#app/domain/challenges/follow-challenge.server.ts'
import { getPublicChallenge, isFollowing } from '#app/domain/challenges/queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

/** Somebody who had to sign in before they could follow comes here. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const challenge = await getPublicChallenge(param(params, 'slug'))
    return { challenge, follows: await isFollowing(actor, challenge.id) }
  })
}

const FollowInput = z.object({ follow: z.enum(['yes', 'no']) })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FollowInput, async ({ follow }) => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    await (follow === 'yes' ? followChallenge : unfollowChallenge)(actor, id)
    return redirect(`/challenges/${slug}?${follow === 'yes' ? 'follows' : 'unfollowed'}`)
  })
}

const headingOf = (follows: boolean | undefined) =>
  follows ? 'Stop following this challenge' : 'Follow this challenge'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(headingOf(data?.follows)) },
]

export default function Following() {
  const { challenge, follows } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const back = `/challenges/${challenge.slug}`
  return (
    <Page back={back}>
      <PageTitle title={headingOf(follows)} kicker={challenge.shortTitle} />
      <p className="measure">
        {follows
          ? 'You get an email when the lead council posts an update or answers a question.'
          : 'You will get an email when the lead council posts an update or answers a question. You can stop at any time.'}
      </p>
      <Form result={result && { ...result, fields: {}, error: 'Choose to follow, or to stop' }}>
        <Buttons>
          <Button name="follow" value={follows ? 'no' : 'yes'}>
            {headingOf(follows)}
          </Button>
          <ButtonLink href={back} look="second">
            Back to the challenge
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
