import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { endOwnSessions } from '#app/domain/auth/end-own-sessions.server.ts'
import {
  countOwnSessionsAtMost,
  listOwnSessions,
  type OwnSession,
} from '#app/domain/auth/own-sessions.server.ts'
import { EndSessionsInput } from '#app/domain/auth/session.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { redirectSignedOut, requireActor, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Where you are signed in'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => ({
    sessions: await listOwnSessions(tokenOf(request)),
    atMost: await countOwnSessionsAtMost(tokenOf(request)),
    hasEnded: new URL(request.url).searchParams.has('ended'),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, EndSessionsInput, async (input) => {
    const { isStillSignedIn } = await endOwnSessions(tokenOf(request), input)
    return isStillSignedIn ? redirect('/sessions?ended') : redirectSignedOut()
  })
}

export default function Sessions() {
  const { sessions, atMost, hasEnded } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const hasOthers = sessions.length > 1
  return (
    <Page>
      {hasEnded && !result && (
        <Notice tone="ok" isAnswer>
          Signed out there. Whoever uses that browser has to sign in again.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead={`Each browser that can act in your name now. If you do not know one of them, sign out of it and tell your administrator. You may be signed in with ${atMost} at once: one more signs you out of the one you signed in with first.`}
      />
      <DataTable
        rows={sessions}
        keyOf={({ handle }) => handle}
        label={heading}
        columns={[
          { name: 'Browser', show: (session) => <BrowserName session={session} /> },
          { name: 'Acts for', show: ({ actsFor }) => actsFor },
          { name: 'Signed in', show: ({ createdAt }) => formatDateTime(createdAt) },
          { name: 'Last used', show: ({ lastUsedAt }) => formatDateTime(lastUsedAt) },
          { name: 'Ends if left alone', show: ({ expiresAt }) => formatDateTime(expiresAt) },
          ...(hasOthers
            ? [{ name: 'Change', show: (one: OwnSession) => <SignOutThere session={one} /> }]
            : []),
        ]}
      />
      <Form result={result}>
        <Buttons>
          {hasOthers && (
            <Button name="which" value="others">
              Sign out of all other browsers
            </Button>
          )}
          <Button name="which" value="all" look="second">
            Sign out everywhere
          </Button>
        </Buttons>
      </Form>
    </Page>
  )
}

const BrowserName = ({ session: { browser, isThis } }: { session: OwnSession }) => (
  <>
    {browser} {isThis && <Tag tone="ok">This one</Tag>}
  </>
)

const SignOutThere = ({ session: { handle, browser, isThis } }: { session: OwnSession }) =>
  isThis ? null : (
    <form method="post">
      <Button name="which" value={handle} look="second" isSmall>
        Sign out<span className="visually-hidden"> of {browser}</span>
      </Button>
    </form>
  )
