import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refusal } from '#app/core/refusal.ts'
import { formatDate } from '#app/core/time.ts'
import { changeIdentity } from '#app/domain/joining/change-identity.server.ts'
import { findOwnVerification } from '#app/domain/joining/verification-queries.server.ts'
import { canChangeIdentity, ChangeInput } from '#app/domain/joining/verification.ts'
import { describeIdentity } from '#app/domain/organisations/legal-identity.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { LegalIdentityFields } from '#app/ui/legal-identity.tsx'
import { Facts } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { RegisterSays } from '#app/ui/register-answer.tsx'
import { LookedAgainNotice, UnverifiedNotice } from '#app/ui/verification.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Legal name and number'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const firm = await findOwnVerification(actor)
    if (!firm) throw new Refusal('not-found', 'Page not found')
    const hasSaved = new URL(request.url).searchParams.has('saved')
    return { firm, mayChange: canChangeIdentity(actor), hasSaved }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ChangeInput, async (input) => {
    await changeIdentity(actor, input)
    return redirect('/suppliers/registration?saved')
  })
}

export default function Registration() {
  const { firm, mayChange, hasSaved } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/suppliers/profile" subnav={<WorkspaceNav />}>
      {hasSaved && !result && (
        <Notice tone="ok" isAnswer>
          Saved. We look at it and email your administrators.
        </Notice>
      )}
      <UnverifiedNotice firm={firm} />
      {firm.verifiedAt && <LookedAgainNotice latest={firm.latest} />}
      {mayChange ? <ChangeForm result={result} /> : <AsItIs />}
      <RegisterSays firm={firm} />
    </Page>
  )
}

function AsItIs() {
  const { firm } = useLoaderData<typeof loader>()
  return (
    <>
      <PageTitle title={title} lead="An administrator of your firm can change these." />
      <Facts
        facts={[
          { name: 'Legal name', value: firm.legalName },
          { name: 'Registered as', value: describeIdentity(firm) },
          {
            name: 'Verified',
            value: firm.verifiedAt ? `Since ${formatDate(firm.verifiedAt)}` : 'No',
          },
        ]}
      />
    </>
  )
}

function ChangeForm({ result }: { result: FormResult | undefined }) {
  const { firm } = useLoaderData<typeof loader>()
  const isAsked = firm.latest?.state === 'asked'
  return (
    <Form result={result}>
      <PageTitle
        title={title}
        lead={
          firm.verifiedAt
            ? `Verified since ${formatDate(firm.verifiedAt)}. If you change any of these, we check your firm again. Until then it sends no pitch and books no demo slot.`
            : 'We look these up before you can pitch.'
        }
      />
      <LegalIdentityFields result={result} before={withNumbers(firm)} />
      <TextArea
        name="answer"
        label={isAsked ? 'Your answer to what we asked' : 'Anything that helps us check it'}
        isOptional={!isAsked}
        rows={4}
        error={errorOf(result, 'answer')}
        defaultValue={valueOf(result, 'answer')}
      />
      <Buttons>
        <Button>Send it to us</Button>
      </Buttons>
    </Form>
  )
}

type Firm = ReturnType<typeof useLoaderData<typeof loader>>['firm']

/** A firm that was declined has let its number go: it is offered again as it was said. */
const withNumbers = ({ latest, ...firm }: Firm) => ({
  ...firm,
  companyNumber: firm.companyNumber ?? latest?.companyNumber ?? null,
  charityNumber: firm.charityNumber ?? latest?.charityNumber ?? null,
})
