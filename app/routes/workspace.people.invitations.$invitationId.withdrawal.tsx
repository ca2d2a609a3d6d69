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
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
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

const Confirmation = z.object({ confirm: z.literal('now') })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, Confirmation, async () => {
    const invitation = await withdrawInvitation(actor, idParam(params, 'invitationId'))
    return redirect(`${invitationsPage(actor, invitation)}?saved=withdrawn`)
  })
}

export default function WithdrawInvitation() {
  const { email, back } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={back} subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead={`The link sent to ${email} stops working at once. You can invite them again later.`}
        />
        <input type="hidden" name="confirm" value="now" />
        <Buttons>
          <Button>Withdraw it</Button>
          <a href={back}>Keep it</a>
        </Buttons>
      </Form>
    </Page>
  )
}
