import { formatPoundsExact, type Pence } from '#app/core/money.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import { Button } from './button.tsx'
import { DateField } from './field.tsx'
import { Empty } from './notice.tsx'
import { PageByPage } from './pager.tsx'
import { DataTable, type Column } from './table.tsx'

type Sums = {
  calledPence: Pence
  heldPence: Pence
  owedPence: Pence
  refundablePence: Pence
}
type Row = Sums & { challengeId: string; title: string; slug: string }

type AccrualsProps = Sums & {
  href: string
  on: Day
  yearEnd: Day
  /** Of one page; the sums are of all. */
  rows: Row[]
  isFirst: boolean
  /** The challenge after which the next page begins. */
  next?: string | undefined
  /** A pot is not called on: its money is committed at once. */
  isPot?: boolean
}

/** What one council or pot owed at the end of a day, for each challenge. */
export function Accruals(props: AccrualsProps) {
  const { href, on, yearEnd, rows, isPot, isFirst, next, ...total } = props
  const day = `${href}?on=${on}`
  const isWhole = isFirst && next === undefined
  const sums = [
    ...(isPot ? [] : [{ name: 'Called, not in yet', of: ({ calledPence }: Sums) => calledPence }]),
    {
      name: isPot ? 'Committed, not spent' : 'Held by the lead council',
      of: ({ heldPence }: Sums) => heldPence,
    },
    { name: 'Approved, not paid', of: ({ owedPence }: Sums) => owedPence },
    ...(total.refundablePence > 0n
      ? [{ name: 'To be refunded', of: ({ refundablePence }: Sums) => refundablePence }]
      : []),
  ]
  const columns: Column<Row>[] = [
    {
      name: 'Challenge',
      show: ({ slug, title }) => <a href={`/challenges/${slug}`}>{title}</a>,
    },
    ...sums.map(({ name, of }) => ({
      name,
      isNumeric: true,
      show: (row: Row) => formatPoundsExact(of(row)),
    })),
  ]
  return (
    <div className="stack-5">
      <form method="get" action={href} className="period">
        <DateField name="on" label="At the end of" defaultValue={on} />
        <Button look="second">Show that day</Button>
        {on !== yearEnd && <a href={`${href}?on=${yearEnd}`}>{formatDay(yearEnd)}, the year end</a>}
      </form>
      <DataTable
        label="Table of accruals"
        rows={rows}
        columns={columns}
        keyOf={({ challengeId }) => challengeId}
        total={{
          name: `In all on ${formatDay(on)}${isWhole ? '' : ', over all pages'}`,
          values: sums.map(({ of }) => formatPoundsExact(of(total))),
        }}
        empty={
          <Empty title="Nothing was owed" action={<a href={href}>See today</a>}>
            {`Nothing was called, held or waiting to be paid at the end of ${formatDay(on)}.`}
          </Empty>
        }
      />
      <PageByPage first={!isFirst && day} next={next !== undefined && `${day}&before=${next}`} />
    </div>
  )
}
