import { formatDateTime } from '#app/core/time.ts'
import { actionName, type AuditSearch } from '#app/domain/audit/refused-act.ts'
import { Button, Buttons } from './button.tsx'
import { DateField, SelectField, TextField } from './field.tsx'
import { Form } from './form.tsx'
import { Empty } from './notice.tsx'
import { PageByPage } from './pager.tsx'
import { DataTable, type Column } from './table.tsx'

type FoundRecord = {
  id: string
  at: Date
  action: string
  summary: string
  subject: string
  subjectKind: string
  personName: string | null
  organisationName: string | null
  network: string | null
  record: string
}

type AuditSearchPageProps = {
  /** The address of the page, without what is asked of it. */
  href: string
  /** Of all organisations, so that one can be asked for. */
  isWhole?: boolean
  search: AuditSearch
  actions: string[]
  records: FoundRecord[]
  isFirst: boolean
  next: string | undefined
}

/** What is on record, newest first: what to look for, what was found, and a file of it. */
export function AuditSearchPage(props: AuditSearchPageProps) {
  const { href, search, records, isFirst, next } = props
  const asked = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
  const address = (more: [string, string][], path = href) => {
    const all = [...asked, ...more]
    return all.length > 0 ? `${path}?${new URLSearchParams(all).toString()}` : path
  }
  return (
    <div className="stack-5">
      <Search {...props} />
      {search.subject && (
        <p>
          Only what is on record about one thing. <a href={href}>Show everything</a>
        </p>
      )}
      <DataTable
        label="What is on record"
        rows={records}
        keyOf={({ id }) => id}
        columns={columnsFor(props)}
        empty={
          <Empty title="Nothing found" action={<a href={href}>Show everything</a>}>
            Nothing is on record that fits all you asked for.
          </Empty>
        }
      />
      <PageByPage
        first={!isFirst && address([])}
        next={next !== undefined && address([['after', next]])}
      >
        <a href={address([], `${href}.csv`)}>Download CSV</a>
      </PageByPage>
    </div>
  )
}

const Search = ({ href, isWhole, search, actions }: AuditSearchPageProps) => (
  <Form method="get" action={href} aria-label="Search what is on record" isFilters>
    <TextField name="person" label="Person" defaultValue={search.person ?? ''} />
    {isWhole && (
      <TextField
        name="organisation"
        label="Organisation"
        defaultValue={search.organisation ?? ''}
      />
    )}
    <SelectField
      name="action"
      label="What was done"
      placeholder="Anything"
      defaultValue={search.action ?? ''}
      choices={actions.map((action) => ({ value: action, label: actionName(action) }))}
    />
    <DateField name="from" label="From" {...(search.from && { defaultValue: search.from })} />
    <DateField name="to" label="To, that day too" {...(search.to && { defaultValue: search.to })} />
    <Buttons>
      <Button look="second">Search</Button>
    </Buttons>
  </Form>
)

const columnsFor = ({ href, isWhole }: AuditSearchPageProps): Column<FoundRecord>[] => [
  { name: 'When', show: ({ at }) => formatDateTime(at) },
  { name: 'What', show: ({ summary }) => summary },
  {
    name: 'Who',
    show: ({ personName, organisationName }) => (
      <>
        {personName ?? 'The site itself'}
        {isWhole && organisationName && (
          <>
            <br />
            <span className="small muted">{organisationName}</span>
          </>
        )}
      </>
    ),
  },
  { name: 'From', show: ({ network }) => network ?? 'Not noted' },
  {
    name: 'Record',
    show: ({ subject, subjectKind, record, id }) => (
      <>
        <span className="ref">{record}</span>
        <br />
        <a className="small" href={`${href}?${new URLSearchParams({ subject }).toString()}`}>
          All about this {subjectKind.replaceAll('-', ' ')}
          <span className="visually-hidden">, record {id}</span>
        </a>
      </>
    ),
  },
]
