import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findOwnFactor } from '#app/domain/auth/factor-queries.server.ts'
import { ShowFactorInput } from '#app/domain/auth/factor-shown.ts'
import { proveSignIn } from '#app/domain/auth/prove-sign-in.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { ShowPasskey } from '#app/ui/passkey.tsx'
import { CodeField, codeLabel, waysToShow } from '#app/ui/second-factor.tsx'
import { allowAnyone, redirectSignedIn, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

const heading = 'Show your second factor'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

/** For half a session: whoever has shown a link or a code is nobody before this one. */
export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const next = safeNext(new URL(request.url).searchParams.get('next'))
    const factor = await findOwnFactor(tokenOf(request))
    if (!factor) throw redirect('/sign-in')
    if (!factor.isHalf && request.method === 'GET') throw redirect(next)
    const { demonstrationCode, passkeys, setUpAt } = factor
    return {
      ...{ next, demonstrationCode },
      ...{ hasPasskey: passkeys.length > 0, hasAuthenticator: setUpAt !== undefined },
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, ShowFactorInput, async ({ shown, next }) => {
    const { token } = await proveSignIn(tokenOf(request), shown)
    return redirectSignedIn(safeNext(next), token)
  })
}

export default function ShowSecondFactor() {
  const { next, demonstrationCode, hasPasskey, hasAuthenticator } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead={`One more step: ${waysToShow({ hasPasskey, hasAuthenticator })}. You are signed in after it.`}
        />
        <input type="hidden" name="next" value={next} />
        {hasPasskey && <ShowPasskey purpose="sign-in" of="" button="Use your passkey" />}
        <CodeField
          result={result}
          label={codeLabel({ hasAuthenticator })}
          hint={
            hasAuthenticator
              ? 'Six digits that change every half minute. Without your phone, type one of your recovery codes.'
              : 'One of those you kept when you added your passkey. Each signs you in once.'
          }
          demonstrationCode={demonstrationCode}
        />
        <Buttons>
          <Button look={hasPasskey ? 'second' : 'main'}>Finish signing in</Button>
        </Buttons>
      </Form>
      <form method="post" action="/sign-out">
        <Button look="second">Sign out</Button>
      </form>
      <p>
        No phone, no passkey and no recovery code?{' '}
        <a href="/sign-in/way-back">Ask to be let back in</a>.
      </p>
    </Page>
  )
}
