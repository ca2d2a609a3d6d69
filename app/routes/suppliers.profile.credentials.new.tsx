import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { listOwnCredentials } from '#app/domain/profiles/credential-queries.server.ts'
import {
  certificates,
  CredentialInput,
  credentialKinds,
  insurances,
  nameOfKind,
  type CredentialKind,
} from '#app/domain/profiles/credential.ts'
import { keepCredential } from '#app/domain/profiles/keep-credential.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { CredentialForm } from '#app/ui/credential-fields.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { readUploads, UploadsInput } from '#app/web/uploads.ts'

const heading = 'Add a certificate or an insurance'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const asked = new URL(request.url).searchParams.get('kind')
    const entered = await listOwnCredentials(actor)
    const taken = entered.filter(({ endedAs }) => endedAs === null).map(({ kind }) => kind)
    const kind = credentialKinds.find((each) => each === asked)
    return { kind, taken, operationKey: newId() }
  })
}

const CredentialForms = CredentialInput.extend({ document: UploadsInput })

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, CredentialForms, async ({ document, ...input }) => {
    const [file] = await readUploads(document)
    await keepCredential(actor, { ...input, file })
    return redirect('/suppliers/profile/credentials?saved')
  })
}

export default function NewCredential() {
  const { kind, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/suppliers/profile/credentials" subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={kind && heading}
        title={kind ? nameOfKind(kind) : heading}
        lead={kind && 'It is your word. With a document, we can say that we have seen it.'}
      />
      {kind ? (
        <CredentialForm
          {...{ result, kind, operationKey }}
          before={{}}
          button="Add it to your profile"
        />
      ) : (
        <WhichKind />
      )}
    </Page>
  )
}

/** Each kind asks for its own things, so it is asked first. One that is there already is renewed instead. */
function WhichKind() {
  const { taken } = useLoaderData<typeof loader>()
  const free = (kinds: readonly CredentialKind[]) =>
    kinds
      .filter((kind) => kind === 'other-certificate' || !taken.includes(kind))
      .map((kind) => ({ value: kind, label: nameOfKind(kind) }))
  return (
    <Form method="get">
      <SelectField
        name="kind"
        label="What is it?"
        hint="One that your firm has entered already is renewed or put right on the page before."
        width="mid"
        groups={[
          { label: 'Certificates', choices: free(certificates) },
          { label: 'Insurances', choices: free(insurances) },
        ].filter(({ choices }) => choices.length > 0)}
      />
      <Buttons>
        <Button>Continue</Button>
        <a href="/suppliers/profile/credentials">Cancel</a>
      </Buttons>
    </Form>
  )
}
