import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findings } from '#app/domain/joining/register-answer.ts'
import { listVerifications } from '#app/domain/joining/verification-queries.server.ts'
import {
  causes,
  readVerificationFilters,
  states,
  verificationsHref,
} from '#app/domain/joining/verification.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { findingNames } from '#app/ui/register-answer.tsx'
import { causeNames, stateNames, VerificationList } from '#app/ui/verification.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Firms to verify') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    const filters = readVerificationFilters(search)
    const hasSaved = search.has('saved')
    return { filters, hasSaved, ...(await listVerifications(actor, filters)) }
  })
}

export default function Verifications() {
  const { filters, hasSaved, verifications, next } = useLoaderData<typeof loader>()
  return (
    <Page back="/joining" subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Done, and on record. The firm’s administrators are told by email.
        </Notice>
      )}
      <PageTitle
        title="Firms to verify"
        lead="Until you have looked, a new firm sends no pitch and books no demo slot. Whoever has waited longest comes first."
      />
      <Filters />
      <VerificationList verifications={verifications} />
      <PageByPage
        first={filters.after !== undefined && verificationsHref(filters)}
        next={next !== undefined && verificationsHref(filters, next)}
      />
    </Page>
  )
}

function Filters() {
  const { filters } = useLoaderData<typeof loader>()
  return (
    <Form method="get" action="/joining/verification" aria-label="Which firms to list" isFilters>
      <SelectField
        name="state"
        label="State"
        defaultValue={filters.state}
        choices={states.map((state) => ({ value: state, label: stateNames[state] }))}
      />
      <SelectField
        name="cause"
        label="Why"
        placeholder="Any reason"
        defaultValue={filters.cause ?? ''}
        choices={causes.map((cause) => ({ value: cause, label: causeNames[cause] }))}
      />
      <SelectField
        name="finding"
        label="Companies House"
        placeholder="Anything"
        defaultValue={filters.finding ?? ''}
        choices={findings.map((finding) => ({ value: finding, label: findingNames[finding] }))}
      />
      <Buttons>
        <Button look="second">List firms</Button>
      </Buttons>
    </Form>
  )
}
