import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listRoleNames } from '#app/domain/organisations/role-words.ts'
import { assignPeople } from '#app/domain/successions/assign-people.server.ts'
import { openAssignments } from '#app/domain/successions/people-queries.server.ts'
import { AssignmentsInput, fieldOf } from '#app/domain/successions/split.ts'
import { readSuccessionFilters, sayPart } from '#app/domain/successions/succession.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const title = 'Who goes where?'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => {
    const { page } = readSuccessionFilters(new URL(request.url).searchParams)
    return openAssignments(actor, idParam(params, 'successionId'), page)
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'successionId')
  return submit(request, AssignmentsInput, async (input) => {
    await assignPeople(actor, id, input)
    return redirect(`/successions/${id}?done=assigned#split`)
  })
}

export default function WhoGoesWhere() {
  const { succession, people, page, pages, canArrange } = useLoaderData<typeof loader>()
  const back = `/successions/${succession.id}`
  return (
    <Page back={back} subnav={<WorkspaceNav />}>
      <PageTitle
        title={title}
        lead={`${sayPart(succession)}. Everybody keeps their roles. Whoever joins later goes to ${succession.successorName}.`}
      />
      {people.length === 0 ? (
        <Empty level={2} title="Nobody belongs to this council here">
          There is nothing to say on this page.
        </Empty>
      ) : canArrange ? (
        <Choices />
      ) : (
        <Chosen />
      )}
      <Pager page={page} pages={pages} hrefOf={(number) => `${back}/people?page=${number}`} />
    </Page>
  )
}

/** A box for each person, with the council that answers first. */
function Choices() {
  const { succession, people, pages } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const choices = succession.others.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Form result={result}>
      {people.map(({ id, name, jobTitle, roles, to }) => (
        <SelectField
          key={id}
          name={fieldOf(id)}
          label={name}
          hint={`${jobTitle}. ${listRoleNames(roles)}`}
          placeholder={succession.successorName}
          width="mid"
          error={errorOf(result, fieldOf(id))}
          defaultValue={valueOf(result, fieldOf(id), to)}
          choices={choices}
        />
      ))}
      <Buttons>
        <Button>{pages > 1 ? 'Keep this page' : 'Keep who goes where'}</Button>
      </Buttons>
    </Form>
  )
}

/** For whoever only reads it: the second operator, before they sign. */
function Chosen() {
  const { succession, people } = useLoaderData<typeof loader>()
  const nameOf = (id: string | undefined) =>
    succession.others.find((other) => other.id === id)?.name ?? succession.successorName
  return (
    <DataTable
      rows={people}
      label="People and where they go"
      keyOf={({ id }) => id}
      columns={[
        { name: 'Who', show: ({ name }) => name },
        { name: 'Job', show: ({ jobTitle }) => jobTitle },
        { name: 'Roles', show: ({ roles }) => listRoleNames(roles) },
        { name: 'Goes to', show: ({ to }) => nameOf(to) },
      ]}
    />
  )
}
