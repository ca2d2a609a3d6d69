import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { removePasskey, renamePasskey } from '#app/domain/auth/change-passkey.server.ts'
import { ChangePasskeyInput, removalOf } from '#app/domain/auth/factor-shown.ts'
import { findOwnFactor } from '#app/domain/auth/factor-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { ShowPasskey } from '#app/ui/passkey.tsx'
import { CodeField, codeLabel } from '#app/ui/second-factor.tsx'
import { redirectSignedIn, requireActor, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Change a passkey'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => {
    const factor = await findOwnFactor(tokenOf(request))
    const which = new URL(request.url).searchParams.get('which')
    const passkey = factor?.passkeys.find(({ id }) => id === which)
    if (!factor || !passkey) throw redirect('/second-factor')
    const isOnly = factor.passkeys.length === 1 && !factor.setUpAt
    return { ...factor, passkey, isOnly }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ChangePasskeyInput, async (input) => {
    const token = tokenOf(request)
    if (input.what === 'removal') {
      const rest = await removePasskey({ token, ...input })
      return redirectSignedIn(`/second-factor?${rest.isLast ? 'removed' : 'gone'}`, rest.token)
    }
    await renamePasskey(token, input)
    return redirect('/second-factor?renamed')
  })
}

export default function ChangePasskey() {
  const { passkey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/second-factor">
      {result && <ErrorSummary result={result} />}
      <PageTitle title={heading} />
      <SummaryList
        rows={[
          { name: 'Name', value: passkey.name },
          { name: 'Added', value: formatDateTime(passkey.addedAt) },
          {
            name: 'Last used',
            value: passkey.lastUsedAt ? formatDateTime(passkey.lastUsedAt) : 'Not yet',
          },
        ]}
      />
      <Section id="rename" title="Call it something else">
        <Form>
          <input type="hidden" name="which" value={passkey.id} />
          <TextField
            name="name"
            label="New name"
            width="mid"
            maxLength={50}
            autoComplete="off"
            error={errorOf(result, 'name')}
            defaultValue={valueOf(result, 'name', passkey.name)}
          />
          <Buttons>
            <Button name="what" value="name" look="second">
              Rename it
            </Button>
          </Buttons>
        </Form>
      </Section>
      <Section id="remove" title="Remove it">
        <Removal result={result} />
      </Section>
    </Page>
  )
}

function Removal({ result }: { result: FormResult | undefined }) {
  const { passkey, isOnly, setUpAt, demonstrationCode } = useLoaderData<typeof loader>()
  return (
    <Form>
      <p>
        {isOnly
          ? 'It is your last second factor: your recovery codes go with it, and roles that need one do not count until you set up another.'
          : 'It stops at once. Every other browser of yours is signed out.'}{' '}
        Remove it from your device, too.
      </p>
      <input type="hidden" name="which" value={passkey.id} />
      <ShowPasskey purpose="change" of={removalOf(passkey.id)} />
      <CodeField
        result={result}
        label={codeLabel({ hasAuthenticator: Boolean(setUpAt) })}
        demonstrationCode={demonstrationCode}
      />
      <Buttons>
        <Button name="what" value="removal">
          Remove it
        </Button>
      </Buttons>
    </Form>
  )
}
