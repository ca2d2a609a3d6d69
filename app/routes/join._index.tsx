import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requestJoining } from '#app/domain/auth/request-joining.server.ts'
import { JoinInput } from '#app/domain/joining/join-request.ts'
import { isOutboxOpen } from '#app/domain/notifications/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { EmailField } from '#app/ui/email-field.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { LinkSent } from '#app/ui/link-sent.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Join your council') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  const state = new URL(request.url).searchParams.get('sent')
  return show(async () => ({ state, isOutboxOpen: isOutboxOpen() }))
}

/** The same mail and the same answer for every address: nobody learns who has an account. */
export async function action({ request, context }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, JoinInput, async ({ email }) => {
    const browser = await askingBrowser(request)
    const asked = await requestJoining(email, { browser, address: context.address })
    const cookie = await askingBrowserCookie(asked.browser)
    return redirect('/join?sent=link', { headers: { 'Set-Cookie': cookie } })
  })
}

export default function Join() {
  const { state } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/sign-in">
      {!result && <Sent state={state} />}
      <Form result={result}>
        <PageTitle
          title="Join your council"
          lead="Your council decides who acts for it. Show that you read mail at its domain, and ask."
        />
        <EmailField
          label="Your work email address"
          hint="At your council’s own domain, like name@leeds.gov.uk."
          result={result}
        />
        <Buttons>
          <Button>Send me a link</Button>
        </Buttons>
      </Form>
      <p>
        Invited already? Open the link in the invitation. Have an account?{' '}
        <a href="/sign-in">Sign in</a>. Is yours a firm that sells to councils?{' '}
        <a href="/suppliers/new">Register your firm</a>.
      </p>
    </Page>
  )
}

function Sent({ state }: { state: string | null }) {
  const { isOutboxOpen } = useLoaderData<typeof loader>()
  if (state === 'request')
    return (
      <Notice tone="ok" isAnswer title="Your request is with your council.">
        <p>It answers by email.</p>
      </Notice>
    )
  return state === 'link' ? <LinkSent isOutboxOpen={isOutboxOpen} /> : null
}
