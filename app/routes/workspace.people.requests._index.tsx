import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listJoinRequests } from '#app/domain/joining/join-queries.server.ts'
import {
  readRequestFilters,
  requestsHref,
  requestStates,
  type RequestFilters,
} from '#app/domain/joining/join-request.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { JoinRequestList, requestStateNames } from '#app/ui/join-requests.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

async function listOfAddress(actor: Actor, search: URLSearchParams) {
  const filters = readRequestFilters(search)
  return { filters, ...(await listJoinRequests(actor, filters)) }
}

export const meta: MetaFunction = () => [{ title: pageTitle('Who asks to join') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    isOperator: actor.organisationKind === 'platform',
    hasSaved: new URL(request.url).searchParams.has('saved'),
    ...(await listOfAddress(actor, new URL(request.url).searchParams)),
  }))
}

export default function JoinRequests() {
  const { isOperator, hasSaved, filters, requests, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page back={isOperator ? '/joining' : '/workspace/people'} subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Your answer is on its way to them, and on record.
        </Notice>
      )}
      <PageTitle
        title="Who asks to join"
        lead={
          isOperator
            ? 'Councils that have no administrator yet. Make sure by another way that somebody works there.'
            : 'They have shown that they read mail at your domain. Whether they act for you, and as what, you decide.'
        }
      />
      <Filters filters={filters} />
      <JoinRequestList requests={requests} isFiltered={filters.q !== ''} state={filters.state} />
      <Pager page={page} pages={pages} hrefOf={(number) => requestsHref(filters, number)} />
    </Page>
  )
}

const Filters = ({ filters: { q, state } }: { filters: RequestFilters }) => (
  <Form method="get" action="/workspace/people/requests" aria-label="Find a request" isFilters>
    <TextField name="q" label="Name, job title or address" maxLength={100} defaultValue={q} />
    <SelectField
      name="state"
      label="Where it stands"
      defaultValue={state}
      choices={requestStates.map((each) => ({ value: each, label: requestStateNames[each] }))}
    />
    <Buttons>
      <Button look="second">Find requests</Button>
    </Buttons>
  </Form>
)
