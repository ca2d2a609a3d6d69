import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { stopWayBackByLink } from '#app/domain/auth/end-way-back.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Stop being let back in'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

/** The same for every link: whether one still stops anything is said to whoever presses. Opening it changes nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(() =>
    Promise.resolve({ hasStopped: new URL(request.url).searchParams.has('stopped') }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, z.object({}), async () => {
    await stopWayBackByLink(param(params, 'token'))
    return redirect('?stopped')
  })
}

export default function StopWayBack() {
  const { hasStopped } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  if (hasStopped && !result)
    return (
      <Page>
        <Notice tone="ok" isAnswer>
          It is stopped. The second factor stays as it is.
        </Notice>
        <PageTitle
          title="If it was not you who asked"
          lead="Somebody else can read your mail. Change its password, and tell an administrator of your organisation and your IT department now."
        />
      </Page>
    )
  return (
    <Page>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead="Somebody asked to be let back in to your account without your second factor. If it was not you, or you have found it again, stop it."
        />
        <Buttons>
          <Button>Stop it</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
