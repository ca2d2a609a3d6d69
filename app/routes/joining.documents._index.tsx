import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { credentialKinds, nameOfCredential, nameOfKind } from '#app/domain/profiles/credential.ts'
import {
  documentsHref,
  documentStates,
  readDocumentFilters,
} from '#app/domain/profiles/document-filters.ts'
import { listDocuments } from '#app/domain/profiles/document-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { documentStateNames } from '#app/ui/document.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Documents to look at'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    const filters = readDocumentFilters(search)
    return {
      filters,
      hasSaved: search.has('saved'),
      ...(await listDocuments(actor, filters)),
    }
  })
}

export default function Documents() {
  const { filters, hasSaved, documents, next } = useLoaderData<typeof loader>()
  return (
    <Page back="/joining" subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Done, and on record.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="Firms attach them to certificates and insurances. That you have seen one is told to everybody, with the day."
      />
      <Filters />
      <DataTable
        rows={documents}
        keyOf={({ id }) => id}
        label={heading}
        empty={
          <Empty
            level={2}
            title="No document fits"
            action={<a href="/joining/documents?state=seen">See those you have seen</a>}
          >
            What firms attach is listed here until you have looked.
          </Empty>
        }
        columns={[
          {
            name: 'Document',
            show: (each) => (
              <a href={`/joining/documents/${each.id}`}>
                {nameOfCredential(each)}
                <span className="visually-hidden"> of {each.firm.name}</span>
              </a>
            ),
          },
          { name: 'Firm', show: ({ firm }) => firm.name },
          { name: 'Since', show: ({ enteredAt }) => formatDate(enteredAt) },
        ]}
      />
      <PageByPage
        first={filters.after !== undefined && documentsHref(filters)}
        next={next !== undefined && documentsHref(filters, next)}
      />
    </Page>
  )
}

function Filters() {
  const { filters } = useLoaderData<typeof loader>()
  return (
    <Form method="get" action="/joining/documents" aria-label="Which documents to list" isFilters>
      <SelectField
        name="state"
        label="State"
        defaultValue={filters.state}
        choices={documentStates.map((state) => ({
          value: state,
          label: documentStateNames[state],
        }))}
      />
      <SelectField
        name="kind"
        label="What"
        placeholder="Anything"
        defaultValue={filters.kind ?? ''}
        choices={credentialKinds.map((kind) => ({ value: kind, label: nameOfKind(kind) }))}
      />
      <Buttons>
        <Button look="second">List documents</Button>
      </Buttons>
    </Form>
  )
}
