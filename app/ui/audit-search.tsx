import { formatDateTime } from '#app/core/time.ts'
import { actionName, type AuditSearch } from '#app/domain/audit/refused-act.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
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
  /** Done by another organisation to a thing of one's own: by whom there is not told, only in which roles. */
  isOthers: boolean
  roles: string[]
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
    {!isWhole && (
      <SelectField
        name="by"
        label="Done by"
        placeholder="Us and others"
        defaultValue={search.by ?? ''}
        choices={[
          { value: 'us', label: 'Us' },
          { value: 'others', label: 'Others, to our things' },
        ]}
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

/** Somebody of another organisation is told by their roles there, which no list of people has to be read for. */
function doerOf({ personName, organisationName, isOthers, roles }: FoundRecord) {
  if (!isOthers || !organisationName) return personName ?? 'The site itself'
  const names = roles.filter(isRole).map((role) => roleNames[role])
  return names.length > 0 ? names.join(', ') : 'Somebody'
}

const isRole = (role: string): role is Role => role in roleNames

const columnsFor = ({ href, isWhole }: AuditSearchPageProps): Column<FoundRecord>[] => [
  { name: 'When', show: ({ at }) => formatDateTime(at) },
  { name: 'What', show: ({ summary }) => summary },
  {
    name: 'Who',
    show: (found) => (
      <>
        {doerOf(found)}
        {(isWhole || found.isOthers) && found.organisationName && (
          <>
            <br />
            <span className="small muted">{found.organisationName}</span>
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
