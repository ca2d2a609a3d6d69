import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FirstCodeInput } from '#app/domain/auth/authenticator.ts'
import { findNewKey } from '#app/domain/auth/factor-queries.server.ts'
import { confirmAuthenticator } from '#app/domain/auth/set-up-authenticator.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import {
  CameraSquares,
  CodeField,
  FirstRecoveryCodes,
  TookTooLong,
} from '#app/ui/second-factor.tsx'
import { redirectSignedIn, requireActor, signedInHeaders, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

const heading = 'Set up an authenticator'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => ({
    newKey: await findNewKey(tokenOf(request)),
    next: safeNext(new URL(request.url).searchParams.get('next')),
  }))
}

/** The recovery codes are in this one answer and nowhere else. */
export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, FirstCodeInput, async ({ code }) => {
    const { token, codes } = await confirmAuthenticator(tokenOf(request), code)
    return codes.length === 0
      ? redirectSignedIn('/second-factor?added', token)
      : Response.json({ codes }, { headers: signedInHeaders(token) })
  })
}

export default function NewAuthenticator() {
  const { newKey, next } = useLoaderData<typeof loader>()
  const answer = useActionData<FormResult | { codes: string[] }>()
  if (answer && 'codes' in answer) return <FirstRecoveryCodes codes={answer.codes} next={next} />
  return (
    <Page back="/second-factor">
      {newKey ? <NewKey result={answer} /> : <TookTooLong heading={heading} minutes="ten" />}
    </Page>
  )
}

function NewKey({ result }: { result: FormResult | undefined }) {
  const { newKey } = useLoaderData<typeof loader>()
  if (!newKey) return null
  return (
    <Form result={result}>
      <div className="stack-5">
        <PageTitle
          title={heading}
          lead="Open an authenticator on your phone, for example the one that came with it, and add an account."
        />
        <h2>1. Let it read this square</h2>
        <CameraSquares squares={newKey.squares} />
        <p>
          Or type this key: <strong className="key-letters">{newKey.letters}</strong>
        </p>
      </div>
      <h2>2. Type what it shows</h2>
      <CodeField
        result={result}
        label="The 6-digit code"
        hint="It counts once you have typed a first right code. You have ten minutes."
        demonstrationCode={newKey.demonstrationCode}
      />
      <Buttons>
        <Button>Finish</Button>
      </Buttons>
    </Form>
  )
}
