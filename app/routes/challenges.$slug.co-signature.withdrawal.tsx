import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { withdrawCoSignature } from '#app/domain/challenges/withdraw-co-signature.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ actor, challenge: await getPublicChallenge(param(params, 'slug')) }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    await withdrawCoSignature(actor, id)
    return redirect(`/challenges/${slug}?left#who`)
  })
}

const title = 'Take back that we have this problem'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export default function Withdrawal() {
  const { actor, challenge } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const page = `/challenges/${challenge.slug}`
  return (
    <Page back={`${page}/co-signature`}>
      <PageTitle title={title} kicker={challenge.shortTitle} />
      <p className="measure">
        {actor.organisationName} will no longer count among the councils that share this problem,
        and its figures leave the national cost. A pledge that it made stays as it is. You can say
        it again at any time.
      </p>
      <Form result={result}>
        <Buttons>
          <Button>Take it back</Button>
          <ButtonLink href={page} look="second">
            Keep it
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
