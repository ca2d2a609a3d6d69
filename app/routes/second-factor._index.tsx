import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { RECOVERY_CODES } from '#app/domain/auth/authenticator.ts'
import { makeRecoveryCodes, removeAuthenticator } from '#app/domain/auth/change-factor.server.ts'
import { stopOwnWayBack } from '#app/domain/auth/end-way-back.server.ts'
import { findOwnFactor } from '#app/domain/auth/factor-queries.server.ts'
import { ChangeFactorInput } from '#app/domain/auth/factor-shown.ts'
import { startAuthenticator } from '#app/domain/auth/set-up-authenticator.server.ts'
import { startPasskey } from '#app/domain/auth/set-up-passkey.server.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { ShowPasskey } from '#app/ui/passkey.tsx'
import { CodeField, codeLabel, RecoveryCodes } from '#app/ui/second-factor.tsx'
import { redirectSignedIn, requireActor, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

const heading = 'Your second factor'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => {
    const asked = new URL(request.url).searchParams
    const factor = await findOwnFactor(tokenOf(request))
    const next = asked.has('next') ? safeNext(asked.get('next')) : undefined
    return { ...factor, next, done: donePast.find(([name]) => asked.has(name))?.[1] }
  })
}

const donePast: [name: string, says: string][] = [
  ['removed', 'Your second factor is removed. Every other browser of yours is signed out.'],
  ['gone', 'It is removed. Every other browser of yours is signed out.'],
  ['added', 'It is added. Every other browser of yours is signed out.'],
  ['stopped', 'It is stopped. Your second factor stays as it is.'],
  ['renamed', 'Your passkey has its new name.'],
]

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ChangeFactorInput, (input) => change(request, input))
}

async function change(request: Request, { what, shown }: ChangeFactorInput): Promise<Response> {
  const token = tokenOf(request)
  const { search } = new URL(request.url)
  if (what === 'recovery-codes') return Response.json(await makeRecoveryCodes({ token, shown }))
  if (what === 'removal') {
    const rest = await removeAuthenticator({ token, shown })
    return redirectSignedIn(`/second-factor?${rest.isLast ? 'removed' : 'gone'}`, rest.token)
  }
  if (what === 'stop-way-back') {
    await stopOwnWayBack(token)
    return redirect('/second-factor?stopped')
  }
  if (what === 'passkey' || what === 'first-passkey') {
    await startPasskey({ token, shown })
    return redirect(`/second-factor/passkeys/new${search}`)
  }
  await startAuthenticator({ token, shown })
  return redirect(`/second-factor/new${search}`)
}

export default function SecondFactor() {
  const { setUpAt, passkeys = [], wayBack, next, done } = useLoaderData<typeof loader>()
  const answer = useActionData<FormResult | { codes: string[] }>()
  const result = answer && 'error' in answer ? answer : undefined
  const has = setUpAt !== undefined || passkeys.length > 0
  return (
    <Page>
      {done && !answer && (
        <Notice tone="ok" isAnswer>
          {done}
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="Beside your email, something only you have: a passkey in your laptop or phone, or an authenticator, an app that shows a new code every half minute. Whoever gets into your mailbox still cannot act in your name."
      />
      {wayBack && <WayBackOpen />}
      {answer && 'codes' in answer && <NewCodes codes={answer.codes} />}
      {has ? <WithFactor result={result} /> : <WithoutFactor result={result} />}
      {next && (
        <p>
          <a href={next}>Go on without it for now</a>
        </p>
      )}
    </Page>
  )
}

const WayBackOpen = () => (
  <Notice tone="warn" title="Somebody asked to be let back in as you, without this.">
    <form method="post">
      <Button name="what" value="stop-way-back">
        Stop it
      </Button>
    </form>
  </Notice>
)

const NewCodes = ({ codes }: { codes: string[] }) => (
  <>
    <Notice tone="ok" isAnswer>
      These are your new recovery codes. Keep them where your phone is not: they are not shown
      again, and the old ones have stopped working.
    </Notice>
    <RecoveryCodes codes={codes} />
  </>
)

function WithoutFactor({ result }: { result: FormResult | undefined }) {
  const { heldBack = [] } = useLoaderData<typeof loader>()
  return (
    <>
      {heldBack.length > 0 && (
        <Notice tone="warn" title="Needed for what you do.">
          {`You act as ${heldBack.map((role) => roleNames[role].toLowerCase()).join(' and ')} only once it is set up.`}
        </Notice>
      )}
      <Form result={result}>
        <p className="muted">
          A passkey is quicker and needs JavaScript; an authenticator works without. You may have
          both.
        </p>
        <Buttons>
          <Button name="what" value="set-up">
            Set up an authenticator
          </Button>
          <Button name="what" value="first-passkey" look="second">
            Add a passkey
          </Button>
        </Buttons>
      </Form>
    </>
  )
}

function WithFactor({ result }: { result: FormResult | undefined }) {
  const { setUpAt, codesLeft = 0, passkeys = [] } = useLoaderData<typeof loader>()
  return (
    <>
      <SummaryList
        rows={[
          {
            name: 'Authenticator',
            value: setUpAt ? `Set up on ${formatDateTime(setUpAt)}` : 'None',
          },
          ...passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
            name: `Passkey: ${name}`,
            value: `Added on ${formatDateTime(addedAt)}, ${lastUsedAt ? `last used on ${formatDateTime(lastUsedAt)}` : 'not used yet'}`,
            change: `/second-factor/passkeys?which=${id}`,
          })),
          { name: 'Recovery codes', value: `${codesLeft} of ${RECOVERY_CODES} left` },
        ]}
      />
      <ChangeForm result={result} />
    </>
  )
}

function ChangeForm({ result }: { result: FormResult | undefined }) {
  const { setUpAt, passkeys = [], demonstrationCode } = useLoaderData<typeof loader>()
  const hasAuthenticator = setUpAt !== undefined
  return (
    <Form result={result}>
      <h2>Change it</h2>
      {passkeys.length > 0 && <ShowPasskey purpose="change" />}
      <CodeField
        result={result}
        label={codeLabel({ hasAuthenticator })}
        hint="Asked for each change, also while you are signed in."
        demonstrationCode={demonstrationCode}
      />
      <Buttons>
        <Button name="what" value="recovery-codes">
          Make new recovery codes
        </Button>
        <Button name="what" value="passkey" look="second">
          Add a passkey
        </Button>
        <Button name="what" value="authenticator" look="second">
          {hasAuthenticator ? 'Use another authenticator' : 'Set up an authenticator'}
        </Button>
        {hasAuthenticator && (
          <Button name="what" value="removal" look="second">
            Remove the authenticator
          </Button>
        )}
      </Buttons>
    </Form>
  )
}
