import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { endSenderStop } from '#app/domain/directory/end-sender-stop.server.ts'
import { EndStopInput } from '#app/domain/directory/report.ts'
import { getSenderStop } from '#app/domain/directory/stop-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { untilOf } from '#app/ui/report.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? data.person.name : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getSenderStop(actor, idParam(params, 'stopId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, EndStopInput, async (input) => {
    await endSenderStop(actor, idParam(params, 'stopId'), input)
    return redirect('/directory/stops?saved')
  })
}

export default function SenderStop() {
  const stop = useLoaderData<typeof loader>()
  const { person, reason, reports, endedBy, endedReason, doesStand } = stop
  return (
    <Page back="/directory/stops" subnav={<WorkspaceNav />}>
      <PageTitle kicker={doesStand ? 'Stopped' : 'May write again'} title={person.name} />
      <SummaryList
        rows={[
          { name: 'Address', value: person.email },
          { name: 'Why', value: reason },
          { name: 'Reports', value: String(reports) },
          { name: 'Since', value: `${formatDateTime(stop.stoppedAt)}, by ${stop.stoppedBy.name}` },
          { name: 'Until', value: untilOf(stop) },
          ...(endedBy
            ? [
                { name: 'Ended by', value: endedBy.name },
                { name: 'Why it ended', value: endedReason },
              ]
            : []),
        ]}
      />
      {doesStand && <End />}
    </Page>
  )
}

function End() {
  const { mayEnd } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Section id="end" title="If they may write again">
      {mayEnd ? (
        <Form result={result}>
          <TextArea
            name="reason"
            label="Why may they write again?"
            hint="They read this."
            limit="At most 500 characters."
            rows={3}
            error={errorOf(result, 'reason')}
            defaultValue={valueOf(result, 'reason')}
          />
          <Buttons>
            <Button look="second">Let them write again</Button>
          </Buttons>
        </Form>
      ) : (
        <Notice>Another operator decides whether you may write again.</Notice>
      )}
    </Section>
  )
}
