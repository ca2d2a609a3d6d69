import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { stopBankDetailsByLink } from '#app/domain/payments/finish-bank-details.server.ts'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { StopByLink } from '#app/ui/stop-by-link.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Stop a change of bank details'

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
    await stopBankDetailsByLink(param(params, 'token'))
    return redirect('?stopped')
  })
}

export default function StopBankDetails() {
  const { hasStopped } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <StopByLink
      result={result}
      hasStopped={hasStopped}
      asked={{
        title: heading,
        lead: 'Somebody asked that your organisation is paid to another account. If you know nothing of it, stop it: payments then go on to the account they go to now.',
      }}
      stopped="It is stopped. Payments go to the account they went to before."
      alarm={{
        title: 'If none of you asked for it',
        lead: 'Somebody may be acting as a colleague of yours. Speak to them in person, and tell your IT department now.',
      }}
    />
  )
}
