import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findWaitingIdentity } from '#app/domain/auth/connect-identity.server.ts'
import { requestSignIn } from '#app/domain/auth/request-sign-in.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Identity, NothingWaits } from '#app/ui/identity.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'

const heading = 'Is this you?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    if (actor) throw redirect('/identities/new')
    return { waiting: await findWaitingIdentity(await askingBrowser(request)) }
  })
}

/** Has the person prove that they are who they were here before: by the email they always sign in with. */
export async function action({ request, context }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, z.object({}), async () => {
    const asking = await askingBrowser(request)
    const waiting = await findWaitingIdentity(asking)
    if (!waiting) throw new Refusal('conflict', 'This took longer than ten minutes. Begin again.')
    const { email } = waiting
    const wanted = { email, next: '/identities/new', browser: asking, address: context.address }
    const { browser } = await requestSignIn(wanted)
    const headers = { 'Set-Cookie': await askingBrowserCookie(browser) }
    return redirect('/sign-in/code', { headers })
  })
}

export default function ProveWhoYouAre() {
  const { waiting } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  if (!waiting) return <NothingWaits result={result} />
  return (
    <Page back="/sign-in">
      <Form result={result}>
        <div className="stack-5">
          <PageTitle
            title={heading}
            lead={`You come from ${waiting.provider} for the first time. Before it signs you in, show once that this account here is yours.`}
          />
          <Identity waiting={waiting} />
        </div>
        <p className="measure">
          We send a link and a code to {waiting.email}. Once you are signed in, we ask whether to
          connect the two. Nothing is connected before that.
        </p>
        <Buttons>
          <Button>Email me a code</Button>
          <ButtonLink href="/sign-in" look="second">
            This is not me
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
