import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import { projectReference, StartInput } from '#app/domain/delivery/milestone.ts'
import { getProjectToStart } from '#app/domain/delivery/start-queries.server.ts'
import { startProject } from '#app/domain/delivery/start-project.server.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/button.tsx'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const title = 'Start the project'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    ...(await getProjectToStart(actor, param(params, 'slug'))),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, StartInput, async (input) => {
    const { challenge } = await getProjectToStart(actor, param(params, 'slug'))
    const { number } = await startProject(actor, challenge.id, input)
    return redirect(`/projects/${projectReference(number)}`)
  })
}

export default function StartProject() {
  const { challenge, supplierName, operationKey, ...plan } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      <PageTitle
        title={title}
        lead={`${supplierName} builds “${challenge.title}” for ${formatPounds(plan.pricePence)}, paid by milestone.`}
      />
      <DataTable
        rows={plan.milestones}
        keyOf={({ id }) => id}
        label="Milestones as the supplier priced them"
        columns={[
          { name: 'Milestone', show: ({ position, title: name }) => `${position}. ${name}` },
          { name: 'Shown by', show: ({ acceptanceTest }) => acceptanceTest },
          { name: 'Due', show: ({ dueOn }) => formatShortDate(dueOn), className: 'nowrap' },
          { name: 'Price', show: ({ pricePence }) => formatPounds(pricePence), isNumeric: true },
        ]}
        total={{ name: 'Total', values: [formatPounds(plan.pricePence)] }}
      />
      {plan.projectNumber ? (
        <Notice tone="ok" title="This project has started.">
          <p>
            <a href={`/projects/${projectReference(plan.projectNumber)}`}>See the project</a>
          </p>
        </Notice>
      ) : plan.stands ? (
        <Form result={result}>
          <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
          <p className="measure">
            Work starts today. The supplier claims each milestone with evidence, and your council
            accepts it or sends it back.
          </p>
          <Buttons>
            <Button>Start the {formatPounds(plan.pricePence)} project</Button>
            <a href={`/challenges/${challenge.slug}`}>Not yet</a>
          </Buttons>
        </Form>
      ) : (
        <Notice tone="warn" title="The award does not stand yet.">
          <p>A project starts once the standstill is over and the award is confirmed.</p>
          <ButtonLink look="second" href={`/challenges/${challenge.slug}/award`}>
            See the award
          </ButtonLink>
        </Notice>
      )}
    </Page>
  )
}
