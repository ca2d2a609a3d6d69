import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { endFrameworkPlace } from '#app/domain/profiles/end-framework-place.server.ts'
import { getOwnFramework } from '#app/domain/profiles/framework-queries.server.ts'
import { Confirmation } from '#app/ui/confirmation.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Take a framework off') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getOwnFramework(actor, idParam(params, 'placeId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const placeId = idParam(params, 'placeId')
  return submit(request, z.object({ confirm: z.literal('yes') }), async () => {
    await endFrameworkPlace(actor, placeId)
    return redirect('/suppliers/profile/frameworks?saved')
  })
}

export default function EndFramework() {
  const { name } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Confirmation
      result={result}
      title={`Take ${name} off your profile?`}
      lead="Nobody finds your firm by it any more. Pitches you have sent keep what they said."
      back="/suppliers/profile/frameworks"
      yes="Take it off"
      no="Keep it"
    />
  )
}
