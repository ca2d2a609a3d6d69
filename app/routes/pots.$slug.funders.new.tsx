import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { listFundersToInvite } from '#app/domain/pots/funder-queries.server.ts'
import { InvitationInput } from '#app/domain/pots/invitation.ts'
import { inviteFunder } from '#app/domain/pots/invite-funder.server.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField, TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const title = 'Invite another funder'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    const funders = await listFundersToInvite(actor, opened.pot)
    return { ...opened, funders, operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, InvitationInput, async (input) => {
    const { id, slug } = await getPot(param(params, 'slug'))
    await inviteFunder(actor, id, input)
    return redirect(`/pots/${slug}/funders#invitations`)
  })
}

export default function InviteFunder() {
  const { pot, waiting, funders, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/pots/${pot.slug}/funders`
  return (
    <PotPage pot={pot} waiting={waiting} title="Funders">
      <PageTitle
        title={title}
        lead="Once one of its fund managers accepts, it can put money in. Your organisation goes on running the pot and its rule."
      />
      {funders.length === 0 ? (
        <Empty title="There is nobody else to invite" level={2} action={<a href={back}>Back</a>}>
          Every other funder on Solve Once is invited or has joined.
        </Empty>
      ) : (
        <Form result={result}>
          <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
          <SelectField
            name="funderId"
            label="Which funder?"
            placeholder="Choose a funder"
            choices={funders.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={valueOf(result, 'funderId')}
            error={errorOf(result, 'funderId')}
          />
          <TextArea
            name="message"
            label="A few words for them"
            hint="They read it with the invitation. You can leave it empty."
            defaultValue={valueOf(result, 'message')}
            error={errorOf(result, 'message')}
          />
          <Buttons>
            <Button>Invite</Button>
            <a href={back}>Cancel</a>
          </Buttons>
        </Form>
      )}
    </PotPage>
  )
}
