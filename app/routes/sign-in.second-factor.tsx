import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FactorCodeInput } from '#app/domain/auth/authenticator.ts'
import { findOwnFactor } from '#app/domain/auth/factor-queries.server.ts'
import { proveSignIn } from '#app/domain/auth/prove-sign-in.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { CodeField } from '#app/ui/second-factor.tsx'
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
    return { next, demonstrationCode: factor.demonstrationCode }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, FactorCodeInput, async ({ code, next }) => {
    const { token } = await proveSignIn(tokenOf(request), code)
    return redirectSignedIn(safeNext(next), token)
  })
}

export default function ShowSecondFactor() {
  const { next, demonstrationCode } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead="One more step: type the code that your authenticator shows now. You are signed in after it."
        />
        <input type="hidden" name="next" value={next} />
        <CodeField
          result={result}
          label="Code from your authenticator, or a recovery code"
          hint="Six digits that change every half minute. Without your phone, type one of your recovery codes."
          demonstrationCode={demonstrationCode}
        />
        <Buttons>
          <Button>Finish signing in</Button>
        </Buttons>
      </Form>
      <form method="post" action="/sign-out">
        <Button look="second">Sign out</Button>
      </form>
      <p>
        No phone and no recovery code? Ask an administrator of your organisation to write to us from
        the <a href="/contact">contact page</a>.
      </p>
    </Page>
  )
}
