import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { decideVerification } from '#app/domain/joining/decide-verification.server.ts'
import { getVerification } from '#app/domain/joining/verification-queries.server.ts'
import { VerificationDecision } from '#app/domain/joining/verification.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { RegisterSays } from '#app/ui/register-answer.tsx'
import { AlikeFirms, EarlierVerifications, VerificationFacts } from '#app/ui/verification-facts.tsx'
import { causeNames, stateNames } from '#app/ui/verification.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Verify ${data.firm.legalName}` : 'Verify a firm') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    firm: await getVerification(actor, idParam(params, 'verificationId')),
    isAsked: new URL(request.url).searchParams.has('asked'),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, VerificationDecision, async (input) => {
    await decideVerification(actor, idParam(params, 'verificationId'), input)
    return redirect('/joining/verification?saved')
  })
}

export default function VerifyFirm() {
  const { firm, isAsked } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/joining/verification" subnav={<WorkspaceNav />}>
      {isAsked && !result && (
        <Notice tone="ok" isAnswer>
          Companies House is asked now. Come back to this page in a minute.
        </Notice>
      )}
      <PageTitle
        title={firm.legalName}
        kicker={causeNames[firm.cause]}
        lead={`Since ${formatDate(firm.askedAt)}. Is this firm who it says it is?`}
      />
      <VerificationFacts firm={firm} />
      <RegisterSays firm={firm}>{firm.mayLookUp && <LookUpAgain id={firm.id} />}</RegisterSays>
      <AlikeFirms alike={firm.alike} />
      <EarlierVerifications earlier={firm.earlier} />
      {firm.decidedAt ? (
        <Decided />
      ) : (
        <DecisionForm result={result} isVerified={firm.cause === 'looked-again'} />
      )}
    </Page>
  )
}

const LookUpAgain = ({ id }: { id: string }) => (
  <Form action={`/joining/verification/${id}/look-up`}>
    <Button look="second">Look it up again</Button>
  </Form>
)

function Decided() {
  const { firm } = useLoaderData<typeof loader>()
  return (
    <Notice title={`${stateNames[firm.state]}.`}>
      <p>
        By {firm.decidedBy?.name}, {firm.decidedAt && formatDate(firm.decidedAt)}. {firm.reason}
      </p>
    </Notice>
  )
}

/** A firm that was looked at again has something to lose. */
const outcomes = (isVerified: boolean) => [
  {
    value: 'verify',
    label: 'Verify it',
    hint: isVerified ? 'It stays verified' : 'Name and number are those of the register',
  },
  { value: 'ask', label: 'Ask it for more', hint: 'It waits for the answer' },
  {
    value: 'decline',
    label: 'Decline it',
    hint: isVerified
      ? 'It is not verified any more, and can ask again'
      : 'It can put things right and ask again',
  },
]

type DecisionProps = { result: FormResult | undefined; isVerified: boolean }

const DecisionForm = ({ result, isVerified }: DecisionProps) => (
  <Form result={result}>
    <RadioGroup
      name="decision"
      label="What do you decide?"
      error={errorOf(result, 'decision')}
      defaultValue={valueOf(result, 'decision')}
      choices={outcomes(isVerified)}
    />
    <TextArea
      name="text"
      label="What you ask for, or why you decline"
      hint="The firm’s administrators read this. Leave it empty if you verify."
      rows={4}
      error={errorOf(result, 'text')}
      defaultValue={valueOf(result, 'text')}
    />
    <Buttons>
      <Button>Send your decision</Button>
    </Buttons>
  </Form>
)
