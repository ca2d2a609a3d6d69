import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DocumentDecision, nameOfCredential } from '#app/domain/profiles/credential.ts'
import { decideDocument } from '#app/domain/profiles/decide-document.server.ts'
import { getDocument } from '#app/domain/profiles/document-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { DocumentDecided, DocumentFacts } from '#app/ui/document.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const headingOf = (document: Parameters<typeof nameOfCredential>[0] & { firm: { name: string } }) =>
  `${nameOfCredential(document)} of ${document.firm.name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.document) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    document: await getDocument(actor, idParam(params, 'credentialId')),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, DocumentDecision, async (input) => {
    await decideDocument(actor, idParam(params, 'credentialId'), input)
    return redirect('/joining/documents?saved')
  })
}

export default function LookAtDocument() {
  const { document } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/joining/documents" subnav={<WorkspaceNav />}>
      <PageTitle
        title={headingOf(document)}
        lead="Open the document. Does it show what the firm says here?"
      />
      <DocumentFacts document={document} />
      {document.isWaiting ? (
        <DecisionForm result={result} />
      ) : (
        <DocumentDecided document={document} />
      )}
    </Page>
  )
}

const DecisionForm = ({ result }: { result: FormResult | undefined }) => (
  <Form result={result}>
    <RadioGroup
      name="decision"
      label="What have you seen?"
      error={errorOf(result, 'decision')}
      defaultValue={valueOf(result, 'decision')}
      choices={[
        {
          value: 'seen',
          label: 'It shows what the firm says',
          hint: 'Everybody is told that we have seen it, and when',
        },
        { value: 'send-back', label: 'Something does not fit', hint: 'The firm is told by email' },
      ]}
    />
    <TextArea
      name="reason"
      label="What does not fit?"
      hint="The firm’s people read this. Leave it empty if it shows what they say."
      rows={3}
      error={errorOf(result, 'reason')}
      defaultValue={valueOf(result, 'reason')}
    />
    <Buttons>
      <Button>Say what you have seen</Button>
    </Buttons>
  </Form>
)
