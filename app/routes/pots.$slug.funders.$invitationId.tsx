import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { answerInvitation } from '#app/domain/pots/answer-invitation.server.ts'
import { getInvitation } from '#app/domain/pots/funder-queries.server.ts'
import { canAnswerInvitation, InvitationAnswer } from '#app/domain/pots/invitation.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('An invitation to fund a pot') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    const id = idParam(params, 'invitationId')
    const invitation = await getInvitation(actor, { potId: opened.pot.id, id })
    const may = (answer: InvitationAnswer['answer']) =>
      invitation.answer === null && canAnswerInvitation(actor, invitation, { answer })
    const [mayJoin, mayDecline] = [may('joined'), may('declined')]
    return { ...opened, invitation, mayJoin, mayDecline, mayWithdraw: may('withdrawn') }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, InvitationAnswer, async (input) => {
    await answerInvitation(actor, idParam(params, 'invitationId'), input)
    return redirect(`/pots/${param(params, 'slug')}/funders/${idParam(params, 'invitationId')}`)
  })
}

const told = {
  joined: 'joined the pot',
  declined: 'declined',
  withdrawn: 'was told that the invitation is taken back',
  ended: 'became part of another funder before it answered,',
} as Record<string, string>

export default function Invitation() {
  const { pot, waiting, invitation, mayJoin, mayDecline, mayWithdraw } =
    useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const { funder, invitedBy, invitedAt, message, answer, answeredAt, answeredBy } = invitation
  const { name } = funder.organisation
  return (
    <PotPage pot={pot} waiting={waiting} title="Funders">
      <PageTitle
        title={`${name} is invited to put money into the ${pot.name}`}
        lead={`${invitedBy.name} of ${pot.funderName} asked at ${formatDateTime(invitedAt)}.`}
      />
      {answer && answeredAt && (
        <Notice tone="ok" title={`${name} ${told[answer] ?? ''} at ${formatDateTime(answeredAt)}.`}>
          {answeredBy
            ? `${answeredBy.name} decided it.`
            : 'The funder it is part of now can be invited.'}
        </Notice>
      )}
      {message && <blockquote className="measure">{message}</blockquote>}
      <p className="measure">
        {pot.funderName} runs the pot and publishes its rule. {name} decides alone how much it puts
        in, may ring-fence it to a funding type, and may take back what nothing has been promised
        from. Each payment of the pot is split over its funders by what each has in, to the penny.
      </p>
      {mayDecline && (
        <Form result={result}>
          <Buttons>
            {mayJoin && (
              <Button name="answer" value="joined">
                Join the pot
              </Button>
            )}
            <Button look="second" name="answer" value="declined">
              Decline
            </Button>
          </Buttons>
        </Form>
      )}
      {mayWithdraw && (
        <Form result={result}>
          <Buttons>
            <Button look="second" name="answer" value="withdrawn">
              Take the invitation back
            </Button>
          </Buttons>
        </Form>
      )}
      <p>
        <a href={`/pots/${pot.slug}/funders`}>All funders of the pot</a>
      </p>
    </PotPage>
  )
}
