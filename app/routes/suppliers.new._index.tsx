import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requestRegistering } from '#app/domain/auth/request-registering.server.ts'
import { RegisterInput } from '#app/domain/joining/verification.ts'
import { isOutboxOpen } from '#app/domain/notifications/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { EmailField } from '#app/ui/email-field.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { LinkSent } from '#app/ui/link-sent.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Register your firm') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  const hasSent = new URL(request.url).searchParams.has('sent')
  return show(async () => ({ hasSent, isOutboxOpen: isOutboxOpen() }))
}

/** The same mail and the same answer for every address: nobody learns who has an account. */
export async function action({ request, context }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, RegisterInput, async ({ email }) => {
    const browser = await askingBrowser(request)
    const asked = await requestRegistering(email, { browser, address: context.address })
    const cookie = await askingBrowserCookie(asked.browser)
    return redirect('/suppliers/new?sent', { headers: { 'Set-Cookie': cookie } })
  })
}

export default function RegisterFirm() {
  const { hasSent, isOutboxOpen } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/for-suppliers">
      {hasSent && !result && <LinkSent isOutboxOpen={isOutboxOpen} />}
      <Form result={result}>
        <PageTitle
          title="Register your firm"
          lead="It costs nothing. Show that you read mail at your address, then say who your firm is."
        />
        <EmailField
          label="Your email address"
          hint="You sign in with it later. It is never public."
          result={result}
        />
        <Buttons>
          <Button>Send me a link</Button>
        </Buttons>
      </Form>
      <WhatFollows />
    </Page>
  )
}

const WhatFollows = () => (
  <Section id="follows" title="What happens then">
    <ul className="stack-2 measure">
      <li>You say who your firm is, and are signed in as its administrator.</li>
      <li>You fill in your profile once, ask questions and follow challenges.</li>
      <li>We look your firm up and email you. Then you can pitch and book demo slots.</li>
    </ul>
    <p className="after-form">
      Is your firm here already? Ask its administrator to invite you. Have an account?{' '}
      <a href="/sign-in">Sign in</a>.
    </p>
  </Section>
)
