import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { getOwnCredential } from '#app/domain/profiles/credential-queries.server.ts'
import { nameOfCredential } from '#app/domain/profiles/credential.ts'
import { withdrawCredential } from '#app/domain/profiles/withdraw-credential.server.ts'
import { Confirmation } from '#app/ui/confirmation.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Take it back') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getOwnCredential(actor, idParam(params, 'credentialId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const credentialId = idParam(params, 'credentialId')
  return submit(request, z.object({ confirm: z.literal('yes') }), async () => {
    await withdrawCredential(actor, credentialId)
    return redirect('/suppliers/profile/credentials?saved')
  })
}

export default function Withdrawal() {
  const credential = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Confirmation
      result={result}
      title={`Take back ${nameOfCredential(credential)}?`}
      lead="From now your firm does not say that it holds it. Pitches you have sent keep what they said, and it stays on record."
      back="/suppliers/profile/credentials"
      yes="Take it back"
      no="Keep it"
    />
  )
}
