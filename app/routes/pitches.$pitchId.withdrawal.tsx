import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDateTime } from '#app/core/time.ts'
import { getOpenPitch } from '#app/domain/pitches/queries.server.ts'
import { withdrawPitch } from '#app/domain/pitches/withdraw-pitch.server.ts'
import { Button } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'Withdraw your pitch'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const pitch = await getOpenPitch(actor, idParam(params, 'pitchId'))
    if (pitch.state === 'withdrawn') throw redirect(`/challenges/${pitch.challenge.slug}/pitch`)
    return pitch
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    const { challengeSlug } = await withdrawPitch(actor, idParam(params, 'pitchId'))
    return redirect(`/challenges/${challengeSlug}/pitch`)
  })
}

export default function Withdrawal() {
  const { challenge, call } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}/pitch`}>
      <PageTitle
        title={heading}
        lead={`Nobody will read or score your pitch for ${challenge.title}. What you wrote is kept, and you can start again until ${formatDateTime(call.closesAt)}.`}
      />
      <Form result={result}>
        <Button>Withdraw your pitch</Button>
      </Form>
    </Page>
  )
}
