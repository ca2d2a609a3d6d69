import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { askIdentity } from '#app/domain/auth/ask-identity.server.ts'
import { getIdentityProvider } from '#app/domain/auth/identity-providers.server.ts'
import { troubleIn, type IdentityTrouble } from '#app/domain/auth/identity-request.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data) : 'Sign in') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const { name } = getIdentityProvider(param(params, 'provider'))
    const trouble = troubleIn(new URL(request.url).searchParams.get('why'))
    return { name, trouble, isSignedIn: Boolean(actor) }
  })
}

/** Sends the browser to the provider. Nobody is signed in by it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, z.object({}), async () => {
    const { href, browser } = await askIdentity({
      providerId: param(params, 'provider'),
      next: safeNext(new URL(request.url).searchParams.get('next')),
      browser: await askingBrowser(request),
      address: context.address,
    })
    return redirect(href, { headers: { 'Set-Cookie': await askingBrowserCookie(browser) } })
  })
}

type Shown = { name: string; trouble: IdentityTrouble | undefined; isSignedIn: boolean }

const headingOf = ({ name, trouble, isSignedIn }: Shown) =>
  trouble
    ? `You are not ${isSignedIn ? 'connected' : 'signed in'}`
    : `${isSignedIn ? 'Connect' : 'Sign in with'} ${name}`

const whyOf: Record<IdentityTrouble, (name: string) => string> = {
  cancelled: (name) => `You, or ${name}, stopped before you were done there. Nothing has changed.`,
  down: (name) => `${name} cannot be reached at the moment. Try again later, or use your email.`,
  expired: () =>
    'That took longer than ten minutes, was done already, or was begun in another browser. Begin again here.',
  mismatch: (name) =>
    `${name} knows you by another email address than this site does. Connect an account there that has your work address.`,
  refused: (name) =>
    `What came back from ${name} did not hold, so we did not use it. Begin again; if it happens twice, tell us.`,
  taken: (name) =>
    `This account at ${name} signs in somebody else here. Sign out and in as them, and disconnect it first.`,
  unknown: (name) =>
    `${name} told us your email address, but nobody with it belongs to an organisation on Solve Once. Ask an administrator of your organisation to add you with that address.`,
  unverified: (name) =>
    `${name} did not tell us an email address it has made sure of, so we cannot know who you are here. Confirm your address there, or sign in by email.`,
  weak: (name) =>
    `You did not show two things at ${name}, such as a password and a code on your phone. We need both. Set up a second one there, then begin again.`,
}

export default function SingleSignOn() {
  const shown = useLoaderData<typeof loader>()
  const { name, trouble, isSignedIn } = shown
  const result = useActionData<FormResult>()
  return (
    <Page back={isSignedIn ? '/identities' : '/sign-in'}>
      <Form result={result}>
        <PageTitle
          title={headingOf(shown)}
          lead={trouble ? whyOf[trouble](name) : `You go to ${name}, and come back here.`}
        />
        <Buttons>
          <Button>{trouble ? `Begin again with ${name}` : `Continue to ${name}`}</Button>
          {!isSignedIn && (
            <ButtonLink href="/sign-in" look="second">
              Sign in by email
            </ButtonLink>
          )}
        </Buttons>
      </Form>
    </Page>
  )
}
