import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listIdentityProviders } from '#app/domain/auth/identity-providers.server.ts'
import { findPeopleToTry } from '#app/domain/auth/queries.server.ts'
import { requestSignIn } from '#app/domain/auth/request-sign-in.server.ts'
import { SignInInput } from '#app/domain/auth/sign-in-request.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { EmailField } from '#app/ui/email-field.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { IdentityButtons } from '#app/ui/identity.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { PeopleToTry } from '#app/ui/people-to-try.tsx'
import { allowAnyone, isHalfSignedIn } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Sign in') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const asked = new URL(request.url).searchParams
    const next = safeNext(asked.get('next'))
    if (actor) throw redirect(next)
    if (await isHalfSignedIn(request)) throw redirect('/sign-in/second-factor')
    return {
      next,
      hasEnded: asked.has('ended'),
      isErased: asked.has('erased'),
      people: await findPeopleToTry(),
      providers: listIdentityProviders(),
    }
  })
}

/** Sends a link and a code, and answers the same for an address that nobody here has. */
export async function action({ request, context }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, SignInInput, async ({ email, next }) => {
    const { browser } = await requestSignIn({
      email,
      next: safeNext(next),
      browser: await askingBrowser(request),
      address: context.address,
    })
    const cookie = await askingBrowserCookie(browser)
    return redirect('/sign-in/code', { headers: { 'Set-Cookie': cookie } })
  })
}

export default function SignIn() {
  const { next, hasEnded, isErased, people, providers } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      {(hasEnded || isErased) && !result && (
        <Notice tone="ok" isAnswer>
          {isErased
            ? 'You have been erased, and signed out everywhere. Nobody can sign in as you again.'
            : 'You have signed out.'}
        </Notice>
      )}
      <Form result={result}>
        <PageTitle
          title="Sign in"
          lead="We send you an email with a link and a code. There is no password."
        />
        <input type="hidden" name="next" value={next} />
        <EmailField label="Your work email address" result={result} />
        <Buttons>
          <Button>Send me a link</Button>
        </Buttons>
      </Form>
      {providers.length > 0 && (
        <Section id="elsewhere" title="Or with an account you have">
          <IdentityButtons providers={providers} next={next} verb="Sign in with" />
        </Section>
      )}
      <p>
        New here? If you work for a council, <a href="/join">join your council</a>. If you sell to
        councils, <a href="/suppliers/new">register your firm</a>.
      </p>
      {people && (
        <Section id="try" title="Or choose a person to try the site as">
          <PeopleToTry people={people} next={next} />
        </Section>
      )}
    </Page>
  )
}
