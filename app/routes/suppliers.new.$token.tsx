import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { finishRegistering, getRegistering } from '#app/domain/auth/request-registering.server.ts'
import { RegistrationInput } from '#app/domain/joining/verification.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { LegalIdentityFields } from '#app/ui/legal-identity.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WhoFields } from '#app/ui/who-fields.tsx'
import { allowAnyone, redirectStarted } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { askingBrowser } from '#app/web/asking-browser.server.ts'
import { signingInWith } from '#app/web/known-browser.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Who is your firm?') }]

/** Opening the link changes nothing: mail scanners open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () =>
    getRegistering({ token: param(params, 'token'), browser: await askingBrowser(request) }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, RegistrationInput, async (input) => {
    const link = { token: param(params, 'token'), browser: await askingBrowser(request) }
    const { seen, setCookie } = await signingInWith(request)
    const session = await finishRegistering(link, seen, input)
    return redirectStarted(session, '/workspace?joined=yes', setCookie)
  })
}

export default function RegisterFirm() {
  const { email } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/suppliers/new">
      <Form result={result}>
        <PageTitle
          title="Who is your firm?"
          lead={`You have shown that you read mail at ${email}. You become the firm’s first administrator.`}
        />
        <LegalIdentityFields result={result} />
        <TextField
          name="town"
          label="Town you work from"
          width="mid"
          error={errorOf(result, 'town')}
          defaultValue={valueOf(result, 'town')}
        />
        <WhoFields result={result} />
        <Buttons>
          <Button>Register and sign in</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
