import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { signInByLink } from '#app/domain/auth/sign-in-by-link.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone, redirectStarted } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { askingBrowser } from '#app/web/asking-browser.server.ts'
import { signingInWith } from '#app/web/known-browser.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Sign in with your link') }]

/** Opening the link changes nothing: mail scanners open every link. Only the button signs in. */
export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => ({ hasAskedHere: Boolean(await askingBrowser(request)) }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, z.object({}), async () => {
    const browser = await askingBrowser(request)
    const { seen, setCookie } = await signingInWith(request)
    const session = await signInByLink({
      token: param(params, 'token'),
      browser,
      ...seen,
    })
    return redirectStarted(session, safeNext(session.next), setCookie)
  })
}

export default function SignInLink() {
  const { hasAskedHere } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      <Form result={result}>
        <PageTitle
          title="Sign in with your link"
          lead={
            hasAskedHere
              ? 'One more step: press the button. The link works once.'
              : 'The link works in the browser where you asked for it.'
          }
        />
        {hasAskedHere && !result && (
          <Buttons>
            <Button>Sign in</Button>
          </Buttons>
        )}
      </Form>
      {(result || !hasAskedHere) && <OtherWays />}
    </Page>
  )
}

const OtherWays = () => (
  <>
    <p>
      If you asked on another device, go back to it and{' '}
      <a href="/sign-in/code">type the 6-digit code</a> from the same email there.
    </p>
    <p>
      Or <a href="/sign-in">ask for a new link in this browser</a>.
    </p>
  </>
)
