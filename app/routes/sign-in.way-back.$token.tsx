import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { stopWayBackByLink } from '#app/domain/auth/end-way-back.server.ts'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { StopByLink } from '#app/ui/stop-by-link.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Stop being let back in'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

/** The same for every link: whether one still stops anything is said to whoever presses. Opening it changes nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(() =>
    Promise.resolve({ hasStopped: new URL(request.url).searchParams.has('stopped') }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, z.object({}), async () => {
    await stopWayBackByLink(param(params, 'token'))
    return redirect('?stopped')
  })
}

export default function StopWayBack() {
  const { hasStopped } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <StopByLink
      result={result}
      hasStopped={hasStopped}
      asked={{
        title: heading,
        lead: 'Somebody asked to be let back in to your account without your second factor. If it was not you, or you have found it again, stop it.',
      }}
      stopped="It is stopped. The second factor stays as it is."
      alarm={{
        title: 'If it was not you who asked',
        lead: 'Somebody else can read your mail. Change its password, and tell an administrator of your organisation and your IT department now.',
      }}
    />
  )
}
