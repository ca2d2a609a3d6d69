import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { DisconnectInput } from '#app/domain/auth/identity-request.ts'
import { disconnectIdentity, listOwnIdentities } from '#app/domain/auth/own-identities.server.ts'
import { Button } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { IdentityButtons } from '#app/ui/identity.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { requireActor, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Other ways you sign in'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => {
    const asked = new URL(request.url).searchParams
    const done = (['connected', 'disconnected', 'own'] as const).find((each) => asked.has(each))
    return { ...(await listOwnIdentities(tokenOf(request))), done }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, DisconnectInput, async (input) => {
    await disconnectIdentity(tokenOf(request), input)
    return redirect('/identities?disconnected')
  })
}

const told = {
  connected: 'Connected. It signs you in from now on, and we have told you by email.',
  disconnected:
    'Disconnected. It signs you in no more, and browsers that came by it are signed out.',
  own: 'That account is connected already.',
}

export default function Identities() {
  const { identities, others, done } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      {done && !result && (
        <Notice tone="ok" isAnswer>
          {told[done]}
        </Notice>
      )}
      {result && <ErrorSummary result={result} />}
      <PageTitle
        title={heading}
        lead="You can always sign in by email. An account elsewhere that has your work address can sign you in too, once you connect it."
      />
      {identities.length > 0 ? <Connected /> : <None hasOthers={others.length > 0} />}
      {others.length > 0 && (
        <Section id="connect" title="Connect an account">
          <IdentityButtons providers={others} next="/identities" verb="Connect" />
        </Section>
      )}
    </Page>
  )
}

function Connected() {
  const { identities } = useLoaderData<typeof loader>()
  return (
    <DataTable
      rows={identities}
      keyOf={({ id }) => id}
      label={heading}
      columns={[
        { name: 'Account', show: ({ name }) => name },
        { name: 'Its address', show: ({ email }) => email },
        { name: 'Connected', show: ({ connectedAt }) => formatDateTime(connectedAt) },
        {
          name: 'Last used',
          show: ({ lastUsedAt }) => (lastUsedAt ? formatDateTime(lastUsedAt) : 'Never'),
        },
        {
          name: 'Change',
          show: ({ id, name }) => (
            <form method="post">
              <Button name="which" value={id} look="second" isSmall>
                Disconnect<span className="visually-hidden"> {name}</span>
              </Button>
            </form>
          ),
        },
      ]}
    />
  )
}

const None = ({ hasOthers }: { hasOthers: boolean }) => (
  <Empty title="None is connected" level={2}>
    {hasOthers
      ? 'Choose one below. You see whom it would be connected to before anything changes.'
      : 'This site takes no accounts from elsewhere, so email is the way in.'}
  </Empty>
)
