import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { endSameHuman } from '#app/domain/organisations/end-same-human.server.ts'
import { getSameHuman } from '#app/domain/organisations/same-human-queries.server.ts'
import { EndSameHumanInput } from '#app/domain/organisations/same-human.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const title = 'Two accounts of one person'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getSameHuman(actor, idParam(params, 'recordId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, EndSameHumanInput, async (input) => {
    await endSameHuman(actor, idParam(params, 'recordId'), input)
    return redirect('/joining/same-people?saved=ended')
  })
}

export default function SamePeopleRecord() {
  const found = useLoaderData<typeof loader>()
  const { person, other, reason, recordedBy, recordedAt, endedAt, endedBy, endedReason } = found
  return (
    <Page back="/joining/same-people" subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={endedAt ? 'Two people' : 'Counts as one person'}
        title={`${person.name} and ${other.name}`}
      />
      <SummaryList
        rows={[
          { name: 'One account', value: `${person.name}, ${person.email}` },
          { name: 'The other', value: `${other.name}, ${other.email}` },
          { name: 'How we know', value: reason },
          { name: 'Recorded', value: `${recordedBy.name}, ${formatDateTime(recordedAt)}` },
          ...(endedAt
            ? [
                { name: 'Ended', value: `${endedBy?.name}, ${formatDateTime(endedAt)}` },
                { name: 'Why', value: endedReason },
              ]
            : []),
        ]}
      />
      {!endedAt && <End />}
    </Page>
  )
}

function End() {
  const { mayEnd } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Section id="end" title="If they are two people after all">
      {mayEnd ? (
        <Form result={result}>
          <TextArea
            name="reason"
            label="Why are they two people?"
            hint="From then on each of them can be the second person to what the other began. Both accounts are sent this."
            limit="At most 1,000 characters"
            rows={3}
            error={errorOf(result, 'reason')}
            defaultValue={valueOf(result, 'reason')}
          />
          <Buttons>
            <Button look="second">End this record</Button>
          </Buttons>
        </Form>
      ) : (
        <Notice>
          Another operator than the one who recorded it ends it, and neither of the two accounts.
        </Notice>
      )}
    </Section>
  )
}
