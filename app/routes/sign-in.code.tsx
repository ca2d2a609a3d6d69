import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { isOutboxOpen } from '#app/domain/notifications/queries.server.ts'
import { findAsked, signInByCode } from '#app/domain/auth/sign-in-by-code.server.ts'
import { CodeInput } from '#app/domain/auth/sign-in-request.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone, redirectStarted } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { askingBrowser } from '#app/web/asking-browser.server.ts'
import { signingInWith } from '#app/web/known-browser.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Check your email') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const asked = await findAsked(await askingBrowser(request))
    // Whoever is signed in may still be accepting an invitation.
    if (actor && !asked?.isInvited) throw redirect(safeNext(undefined))
    return { asked, isOutboxOpen: isOutboxOpen() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, CodeInput, async ({ code }) => {
    const browser = await askingBrowser(request)
    const { seen, setCookie } = await signingInWith(request)
    const session = await signInByCode({ code, browser, ...seen })
    return redirectStarted(session, safeNext(session.next), setCookie)
  })
}

export default function SignInCode() {
  const { asked, isOutboxOpen } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/sign-in">
      <Form result={result}>
        <PageTitle title="Check your email" lead={leadFor(asked)} />
        {isOutboxOpen && (
          <Notice>
            <p>
              This site sends no email out. <a href="/dev/outbox">Read it in the outbox</a>.
            </p>
          </Notice>
        )}
        <TextField
          name="code"
          label="Or type the 6-digit code from the email"
          hint="For when you read your email on another device. It works for 10 minutes."
          autoComplete="one-time-code"
          inputMode="numeric"
          width="short"
          error={errorOf(result, 'code')}
          defaultValue={valueOf(result, 'code')}
        />
        <Buttons>
          <Button>Sign in</Button>
        </Buttons>
      </Form>
      <p>
        Nothing after a few minutes? Look in your junk folder, then{' '}
        <a href="/sign-in">ask for another email</a>.
      </p>
    </Page>
  )
}

type Asked = Awaited<ReturnType<typeof loader>>['asked']

function leadFor(asked: Asked | undefined) {
  if (asked?.isInvited)
    return 'We have sent an email to the address that was invited. Open the link in it, in this browser.'
  return asked
    ? `If ${asked.email} belongs to somebody on Solve Once, an email is on its way. Open the link in it, in this browser.`
    : 'Open the link in the newest email, in the browser where you asked for it.'
}
