import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewPasskeyInput } from '#app/domain/auth/passkey.ts'
import { confirmPasskey, findNewPasskey } from '#app/domain/auth/set-up-passkey.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { MakePasskey } from '#app/ui/passkey.tsx'
import { FirstRecoveryCodes, TookTooLong } from '#app/ui/second-factor.tsx'
import { redirectSignedIn, requireActor, signedInHeaders, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

const heading = 'Add a passkey'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => ({
    options: await findNewPasskey(tokenOf(request)),
    next: safeNext(new URL(request.url).searchParams.get('next')),
  }))
}

/** The recovery codes that come with a first factor are in this one answer and nowhere else. */
export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, NewPasskeyInput, async (input) => {
    const { token, codes } = await confirmPasskey(tokenOf(request), input)
    return codes.length === 0
      ? redirectSignedIn('/second-factor?added', token)
      : Response.json({ codes }, { headers: signedInHeaders(token) })
  })
}

export default function NewPasskey() {
  const { options, next } = useLoaderData<typeof loader>()
  const answer = useActionData<FormResult | { codes: string[] }>()
  if (answer && 'codes' in answer) return <FirstRecoveryCodes codes={answer.codes} next={next} />
  if (!options)
    return (
      <Page back="/second-factor">
        <TookTooLong heading={heading} minutes="five" result={answer} />
      </Page>
    )
  return (
    <Page back="/second-factor">
      <Form result={answer}>
        <PageTitle
          title={heading}
          lead="This device keeps it, or your phone or security key: you show it with a finger, your face or a PIN. You have five minutes."
        />
        <TextField
          name="name"
          label="What do you call it?"
          hint="So that you know it again, like “Laptop at work”."
          width="mid"
          maxLength={50}
          autoComplete="off"
          error={errorOf(answer, 'name')}
          defaultValue={valueOf(answer, 'name')}
        />
        <MakePasskey options={options} />
        <Buttons>
          <Button>Make the passkey</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
