import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { ChangeFactorInput, RECOVERY_CODES } from '#app/domain/auth/authenticator.ts'
import { makeRecoveryCodes, removeAuthenticator } from '#app/domain/auth/change-factor.server.ts'
import { findOwnFactor } from '#app/domain/auth/factor-queries.server.ts'
import { startAuthenticator } from '#app/domain/auth/set-up-authenticator.server.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { CodeField, RecoveryCodes } from '#app/ui/second-factor.tsx'
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
    return { ...factor, next, isRemoved: asked.has('removed') }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ChangeFactorInput, (input) => change(request, input))
}

async function change(request: Request, input: ChangeFactorInput): Promise<Response> {
  const token = tokenOf(request)
  if (input.what === 'recovery-codes')
    return Response.json(await makeRecoveryCodes({ token, ...input }))
  if (input.what === 'removal') {
    const raised = await removeAuthenticator({ token, ...input })
    return redirectSignedIn('/second-factor?removed', raised.token)
  }
  await startAuthenticator({ token, ...input })
  return redirect(`/second-factor/new${new URL(request.url).search}`)
}

export default function SecondFactor() {
  const { setUpAt, next, isRemoved } = useLoaderData<typeof loader>()
  const answer = useActionData<FormResult | { codes: string[] }>()
  const result = answer && 'error' in answer ? answer : undefined
  return (
    <Page>
      {isRemoved && !answer && (
        <Notice tone="ok" isAnswer>
          Your second factor is removed. Every other browser of yours is signed out.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="Beside your email, something only you have: an authenticator, an app that shows a new code every half minute. Whoever gets into your mailbox still cannot act in your name."
      />
      {answer && 'codes' in answer && <NewCodes codes={answer.codes} />}
      {setUpAt ? <WithFactor result={result} /> : <WithoutFactor result={result} />}
      {next && (
        <p>
          <a href={next}>Go on without it for now</a>
        </p>
      )}
    </Page>
  )
}

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
        <Buttons>
          <Button name="what" value="set-up">
            Set up an authenticator
          </Button>
        </Buttons>
      </Form>
    </>
  )
}

function WithFactor({ result }: { result: FormResult | undefined }) {
  const { setUpAt, codesLeft = 0, demonstrationCode } = useLoaderData<typeof loader>()
  return (
    <>
      <SummaryList
        rows={[
          { name: 'Authenticator', value: `Set up on ${setUpAt ? formatDateTime(setUpAt) : ''}` },
          { name: 'Recovery codes', value: `${codesLeft} of ${RECOVERY_CODES} left` },
        ]}
      />
      <Form result={result}>
        <h2>Change it</h2>
        <CodeField
          result={result}
          label="Code from your authenticator, or a recovery code"
          hint="Asked for each change, also while you are signed in."
          demonstrationCode={demonstrationCode}
        />
        <Buttons>
          <Button name="what" value="recovery-codes">
            Make new recovery codes
          </Button>
          <Button name="what" value="authenticator" look="second">
            Use another authenticator
          </Button>
          <Button name="what" value="removal" look="second">
            Remove it
          </Button>
        </Buttons>
      </Form>
    </>
  )
}
