import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { getOwnCredential } from '#app/domain/profiles/credential-queries.server.ts'
import { CredentialInput, nameOfCredential } from '#app/domain/profiles/credential.ts'
import { keepCredential } from '#app/domain/profiles/keep-credential.server.ts'
import { CredentialForm, toCorrect } from '#app/ui/credential-fields.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { readUploads, UploadsInput } from '#app/web/uploads.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: pageTitle(
      data ? `Put right ${nameOfCredential(data.credential)}` : 'Put right a credential',
    ),
  },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const credential = await getOwnCredential(actor, idParam(params, 'credentialId'))
    return { credential, operationKey: newId() }
  })
}

const CredentialForms = CredentialInput.extend({ document: UploadsInput })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'credentialId')
  return submit(request, CredentialForms, async ({ document, ...input }) => {
    const [file] = await readUploads(document)
    await keepCredential(actor, { ...input, file, insteadOf: { id, as: 'corrected' } })
    return redirect('/suppliers/profile/credentials?saved')
  })
}

export default function Correction() {
  const { credential, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/suppliers/profile/credentials" subnav={<WorkspaceNav />}>
      <PageTitle
        title={`Put right ${nameOfCredential(credential)}`}
        lead="What you said before stays on record, and this takes its place. We look at its document anew."
      />
      <CredentialForm
        {...{ result, operationKey, kind: credential.kind }}
        before={toCorrect(credential)}
        button="Put it right"
      />
    </Page>
  )
}
