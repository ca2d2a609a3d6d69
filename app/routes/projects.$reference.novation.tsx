import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { agreeNovation, endNovation } from '#app/domain/successions/agree-novation.server.ts'
import { NovationInput } from '#app/domain/successions/novation.ts'
import { getNovation } from '#app/domain/successions/novation-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, fieldsOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Facts } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { OrganisationLink } from '#app/ui/succession.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const title = 'Who builds it'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${title}: ${data.project.title}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => ({
    ...(await getNovation(actor, param(params, 'reference'))),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, NovationInput, async (input) => {
    const reference = param(params, 'reference')
    const { project } = await getNovation(actor, reference)
    await decide(actor, project.id, input)
    return redirect(`/projects/${reference}/novation`)
  })
}

function decide(actor: Actor, projectId: string, input: NovationInput) {
  if (input.decision === 'agree') return agreeNovation(actor, projectId, input)
  return endNovation(actor, projectId, input.novationId)
}

export default function Novation() {
  const { project, lead, supplier, waits, mayDecide } = useLoaderData<typeof loader>()
  return (
    <Page
      crumbs={[
        { href: '/projects', name: 'Projects' },
        { href: `/projects/${project.reference}`, name: project.reference },
      ]}
      crumbTitle={title}
    >
      <PageTitle
        kicker={project.reference}
        title={title}
        lead={`“${project.title}” is built by ${supplier.name} for ${lead} and its partners. A contract goes to another firm only by novation, which the council that leads it agrees to.`}
      />
      {waits && <Waiting />}
      {waits && mayDecide && (waits.novation ? <TakeBack /> : <Agree />)}
      <Past />
    </Page>
  )
}

/** For those it is about: which firm is to take over, and whether the council has agreed. */
function Waiting() {
  const { waits, supplier, lead } = useLoaderData<typeof loader>()
  if (!waits) return null
  const { successor, novation, vestsOn, source, sourceUrl } = waits
  return (
    <>
      {novation ? (
        <Notice tone="ok" title={`${lead} has agreed.`}>
          <p>
            {novation.agreedBy.name} signed it on {formatDay(novation.agreedAt)}, by{' '}
            {novation.agreement}. {successor.name} takes over on {formatDay(vestsOn)}.
          </p>
        </Notice>
      ) : (
        <Notice tone="warn" title={`${supplier.name} is to become part of ${successor.name}.`}>
          <p>Nothing happens to this contract unless {lead} agrees.</p>
        </Notice>
      )}
      <div className="measure">
        <Facts
          facts={[
            { name: 'Takes over', value: <OrganisationLink {...successor} /> },
            { name: 'Registered as', value: successor.identity },
            { name: 'On', value: formatDay(vestsOn) },
            { name: 'By', value: sourceUrl ? <a href={sourceUrl}>{source}</a> : source },
          ]}
        />
      </div>
    </>
  )
}

function Agree() {
  const { operationKey, waits } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  if (!waits) return null
  return (
    <Section id="agree" title="Agree for your council">
      <Form result={result}>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <input type="hidden" name="decision" value="agree" />
        <p className="measure">
          What is claimed by the day is settled with the firm that claimed it. From then on{' '}
          {waits.successor.name} claims and is paid. Your council publishes the change of its
          contract.
        </p>
        <TextField
          label="Which agreement says so?"
          hint="Such as novation agreement signed by all three on 3 March 2028."
          {...fieldsOf(result)('agreement')}
        />
        <Checkbox
          name="isPermitted"
          label="The firm is not an excluded supplier, and the change follows a corporate restructuring or the like"
          hint="Procurement Act 2023, Schedule 8, paragraph 9."
          error={errorOf(result, 'isPermitted')}
          isChecked={valueOf(result, 'isPermitted') === 'yes'}
        />
        <Buttons>
          <Button>Agree to the new firm</Button>
        </Buttons>
      </Form>
    </Section>
  )
}

function TakeBack() {
  const { waits } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Form result={result}>
      <input type="hidden" name="decision" value="end" />
      <input type="hidden" name="novationId" value={waits?.novation?.id ?? ''} />
      <Buttons>
        <Button look="second">Take the agreement back</Button>
      </Buttons>
    </Form>
  )
}

const Past = () => {
  const { past, supplier } = useLoaderData<typeof loader>()
  return (
    <Section id="past" title="Firms before">
      <DataTable
        rows={past}
        label="Who handed the contract over to whom"
        keyOf={({ id }) => id}
        empty={<p className="muted">{supplier.name} has built it from the start.</p>}
        columns={[
          { name: 'From', show: ({ from }) => <OrganisationLink {...from} /> },
          { name: 'To', show: ({ to }) => <OrganisationLink {...to} /> },
          { name: 'On', show: ({ on }) => formatDay(on) },
          { name: 'Agreed by', show: ({ agreedFor }) => agreedFor },
          { name: 'By', show: ({ agreement }) => agreement },
        ]}
      />
    </Section>
  )
}
