import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { getInvitation } from '#app/domain/joining/queries.server.ts'
import { sendInvitationAgain } from '#app/domain/joining/send-invitation-again.server.ts'
import { Confirmation } from '#app/ui/confirmation.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { invitationsPage } from '#app/web/invitations-page.ts'

const heading = 'Send this invitation again?'

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
    const invitation = await sendInvitationAgain(actor, idParam(params, 'invitationId'))
    return redirect(`${invitationsPage(actor, invitation)}?saved=sent`)
  })
}

export default function SendInvitation() {
  const { email, back } = useLoaderData<typeof loader>()
  return (
    <Confirmation
      result={useActionData<FormResult>()}
      title={heading}
      lead={`We send a new link to ${email}, which works for seven days. The one sent before stops working.`}
      back={back}
      yes="Send it again"
      no="Leave it"
    />
  )
}
