import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { getOwnMessage, hasBlocked } from '#app/domain/directory/message-queries.server.ts'
import type { Outcome } from '#app/domain/directory/report.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DirectoryNav } from '#app/ui/directory.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('A message to you') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const message = await getOwnMessage(actor, idParam(params, 'messageId'))
    const isBlocked = await hasBlocked(actor, message.senderOrganisationId)
    return { message, isBlocked }
  })
}

export default function Message() {
  const { message, isBlocked } = useLoaderData<typeof loader>()
  const { subject, words, sender, senderOrganisation, sentAt } = message
  return (
    <Page subnav={<DirectoryNav />}>
      {isBlocked && (
        <Notice tone="ok">
          {`Nobody of ${senderOrganisation.name} reaches you by the directory any more. They are not told.`}
        </Notice>
      )}
      <PageTitle
        title={subject ?? 'A message that is no longer kept'}
        kicker={`${sender.name}, ${senderOrganisation.name}, ${formatDateTime(sentAt)}`}
      />
      {words ? (
        <p className="mail-text measure">{words}</p>
      ) : (
        <p className="measure">Its words are kept for 90 days.</p>
      )}
      <p>To answer, answer the email. It goes to them.</p>
      <Stop />
    </Page>
  )
}

const decided: Record<Outcome, string> = {
  'nothing-wrong': 'They found nothing that breaks the rules of the directory',
  warned: 'They have warned whoever wrote it',
  stopped: 'They have stopped whoever wrote it from writing to people here',
}

function Reported() {
  const { outcome, outcomeReason } = useLoaderData<typeof loader>().message
  const said = outcome ? `${decided[outcome]}: “${outcomeReason}”` : 'They decide what to do.'
  return (
    <p className="measure">
      You have reported this message. The operators of this site read it. {said}
    </p>
  )
}

function Stop() {
  const { message, isBlocked } = useLoaderData<typeof loader>()
  const { id, senderOrganisation, reportedAt } = message
  return (
    <Section id="stop" title="If you do not want this">
      <div className="stack">
        <div className="btns">
          {!isBlocked && (
            <ButtonLink look="second" href={`/directory/messages/${id}/block`}>
              Block {senderOrganisation.name}
            </ButtonLink>
          )}
          {!reportedAt && (
            <ButtonLink look="second" href={`/directory/messages/${id}/report`}>
              Report this message
            </ButtonLink>
          )}
        </div>
        {reportedAt && <Reported />}
        <p>
          <a href="/your-listing">Take no messages, leave the directory, or unblock somebody</a>
        </p>
      </div>
    </Section>
  )
}
