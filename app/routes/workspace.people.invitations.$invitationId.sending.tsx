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
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
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

const Confirmation = z.object({ confirm: z.literal('again') })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, Confirmation, async () => {
    const invitation = await sendInvitationAgain(actor, idParam(params, 'invitationId'))
    return redirect(`${invitationsPage(actor, invitation)}?saved=sent`)
  })
}

export default function SendInvitation() {
  const { email, back } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={back} subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead={`We send a new link to ${email}, which works for seven days. The one sent before stops working.`}
        />
        <input type="hidden" name="confirm" value="again" />
        <Buttons>
          <Button>Send it again</Button>
          <a href={back}>Leave it</a>
        </Buttons>
      </Form>
    </Page>
  )
}
