import { formatPoundsExact, type Pence } from '#app/core/money.ts'
import { formatDay, formatShortDate, type Day } from '#app/core/time.ts'
import { Button } from './button.tsx'
import { DateField } from './field.tsx'
import { Empty } from './notice.tsx'
import { PageByPage } from './pager.tsx'
import { DataTable, type Column } from './table.tsx'

export type StatementEntry = {
  journalId: bigint
  line: number
  at: Date
  what: string
  who: string
  challenge?: { title: string; href: string }
  reference?: { name: string; href?: string }
  amountPence: Pence
  balancePence: Pence
}

type StatementProps = {
  /** The address of the page, without what is asked of it. */
  href: string
  books: Record<string, { name: string }>
  book: string
  period: { fromOn?: Day; toOn?: Day }
  openingPence: Pence
  startPence: Pence
  closingPence: Pence
  entries: StatementEntry[]
  isFirst: boolean
  /** The place after which the next page starts. */
  next: string | undefined
}

/** A statement of one book: which one, for what days, and each entry with the balance after it. */
export function Statement(props: StatementProps) {
  const { href, books, book, period, entries, isFirst, next } = props
  const asked = {
    ...(period.fromOn && { from: period.fromOn }),
    ...(period.toOn && { to: period.toOn }),
  }
  const address = (more: Record<string, string>, path = href) =>
    `${path}?${new URLSearchParams({ book, ...asked, ...more }).toString()}`
  return (
    <div className="stack-5">
      <Books href={href} books={books} book={book} asked={asked} />
      <PeriodForm href={href} book={book} period={period} />
      <DataTable
        label={`Statement: ${books[book]?.name ?? ''}`}
        rows={entries}
        columns={columns}
        keyOf={({ journalId, line }) => `${journalId}-${line}`}
        {...(entries.length > 0 && {
          total: {
            name: next ? 'Balance at the end of this page' : closingName(period.toOn),
            values: ['', '', formatPoundsExact(entries.at(-1)?.balancePence ?? 0n)],
          },
        })}
        empty={
          <Empty
            level={2}
            title="Nothing moved"
            action={<a href={address({})}>The same without a period</a>}
          >
            {`No entry in this statement in these days. The balance stayed ${formatPoundsExact(props.openingPence)}.`}
          </Empty>
        }
      />
      <PageByPage
        first={!isFirst && address({})}
        next={next !== undefined && address({ after: next })}
      >
        <a href={address({}, `${href}.csv`)}>Download CSV</a>
      </PageByPage>
    </div>
  )
}

const closingName = (toOn: Day | undefined) =>
  toOn ? `Closing balance on ${formatDay(toOn)}` : 'Balance now'

/** Opening, moved and closing, said before the entries. */
export function StatementSums(
  props: Pick<StatementProps, 'period' | 'openingPence' | 'closingPence'>,
) {
  const { period, openingPence, closingPence } = props
  const sums = [
    {
      name: period.fromOn ? `Opening balance on ${formatDay(period.fromOn)}` : 'Opening balance',
      pence: openingPence,
    },
    { name: 'Change', pence: closingPence - openingPence },
    { name: closingName(period.toOn), pence: closingPence },
  ]
  return (
    <dl className="statement-sums">
      {sums.map(({ name, pence }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatPoundsExact(pence)}</dd>
        </div>
      ))}
    </dl>
  )
}

type BooksProps = Pick<StatementProps, 'href' | 'books' | 'book'> & {
  asked: Record<string, string>
}

const Books = ({ href, books, book, asked }: BooksProps) => (
  <nav className="contents" aria-label="Which balance">
    <ul>
      {Object.entries(books).map(([key, { name }]) => (
        <li key={key}>
          <a
            href={`${href}?${new URLSearchParams({ book: key, ...asked }).toString()}`}
            aria-current={key === book ? 'page' : undefined}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const PeriodForm = ({ href, book, period }: Pick<StatementProps, 'href' | 'book' | 'period'>) => (
  <form method="get" action={href} className="period">
    <input type="hidden" name="book" value={book} />
    <DateField name="from" label="From" {...(period.fromOn && { defaultValue: period.fromOn })} />
    <DateField
      name="to"
      label="To, that day too"
      {...(period.toOn && { defaultValue: period.toOn })}
    />
    <Button look="second">Show these days</Button>
  </form>
)

const columns: Column<StatementEntry>[] = [
  { name: 'Date', show: ({ at }) => formatShortDate(at) },
  { name: 'What', show: (entry) => <What {...entry} /> },
  { name: 'Who', show: ({ who }) => who },
  {
    name: 'In',
    isNumeric: true,
    show: ({ amountPence }) => (amountPence > 0n ? formatPoundsExact(amountPence) : ''),
  },
  {
    name: 'Out',
    isNumeric: true,
    show: ({ amountPence }) => (amountPence < 0n ? formatPoundsExact(-amountPence) : ''),
  },
  {
    name: 'Balance',
    isNumeric: true,
    show: ({ balancePence }) => formatPoundsExact(balancePence),
  },
]

const What = ({ what, challenge, reference, journalId }: StatementEntry) => (
  <span>
    <a href={`/ledger/journals/${journalId}`}>{what}</a>
    {challenge && (
      <>
        {': '}
        <a href={challenge.href}>{challenge.title}</a>
      </>
    )}
    {reference && (
      <>
        {', '}
        {reference.href ? <a href={reference.href}>{reference.name}</a> : reference.name}
      </>
    )}
  </span>
)
