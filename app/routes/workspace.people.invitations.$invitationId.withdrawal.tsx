import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { getInvitation } from '#app/domain/joining/queries.server.ts'
import { withdrawInvitation } from '#app/domain/joining/withdraw-invitation.server.ts'
import { Confirmation } from '#app/ui/confirmation.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { invitationsPage } from '#app/web/invitations-page.ts'

const heading = 'Withdraw this invitation?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { email, ...invitation } = await getInvitation(actor, idParam(params, 'invitationId'))
    return { email: email ?? 'them', back: invitationsPage(actor, invitation) }
  })
}

const Yes = z.object({ confirm: z.literal('yes') })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, Yes, async () => {
    const invitation = await withdrawInvitation(actor, idParam(params, 'invitationId'))
    return redirect(`${invitationsPage(actor, invitation)}?saved=withdrawn`)
  })
}

export default function WithdrawInvitation() {
  const { email, back } = useLoaderData<typeof loader>()
  return (
    <Confirmation
      result={useActionData<FormResult>()}
      title={heading}
      lead={`The link sent to ${email} stops working at once. You can invite them again later.`}
      back={back}
      yes="Withdraw it"
      no="Keep it"
    />
  )
}
