import { Fragment, isValidElement, type ReactNode } from 'react'

export type Column<Row> = {
  /** The heading; on small screens it stands before the value. */
  name: string
  show: (row: Row) => ReactNode
  /** Money and counts: right, tabular. */
  isNumeric?: boolean
  className?: string
}

type DataTableProps<Row> = {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string
  caption?: ReactNode
  /** Names a table that has a heading instead of a caption; wide tables scroll under that name. */
  label?: string
  /** The cells of the last row. The first spans what the others leave free. */
  total?: { name: ReactNode; values: ReactNode[] }
  empty?: ReactNode
}

/** A table whose rows become cards on small screens. The first column heads its row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, label } = props
  if (rows.length === 0) return <>{props.empty ?? <p className="muted">Nothing yet.</p>}</>
  const table = <Table {...props} />
  return label ? (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      {table}
    </div>
  ) : (
    table
  )
}

/** ARIA roles are spelt out, since small screens restyle the table and would lose them. */
function Table<Row>({ rows, columns, keyOf, caption, label, total }: DataTableProps<Row>) {
  return (
    <table role="table" className="cards-small" aria-label={caption ? undefined : label}>
      {caption && <caption>{caption}</caption>}
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ name, isNumeric }) => (
            <th key={name} role="columnheader" scope="col" className={isNumeric ? 'r' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={keyOf(row)}>
            {columns.map((column, place) => (
              <Cell key={column.name} row={row} column={column} isHead={place === 0} />
            ))}
          </tr>
        ))}
      </tbody>
      {total && <TotalRow columns={columns} {...total} />}
    </table>
  )
}

type CellProps<Row> = { row: Row; column: Column<Row>; isHead: boolean }

function Cell<Row>({ row, column, isHead }: CellProps<Row>) {
  const classes = [column.isNumeric && 'r', column.className].filter(Boolean).join(' ')
  return isHead ? (
    <th role="rowheader" scope="row" className={classes || undefined}>
      {column.show(row)}
    </th>
  ) : (
    <td role="cell" className={classes || undefined} data-l={column.name}>
      {kept(column.show(row))}
    </td>
  )
}

/** On a small screen a cell sets what is in it side by side; what is shown together stays one thing. */
const kept = (shown: ReactNode) =>
  isValidElement(shown) && shown.type === Fragment ? <div>{shown}</div> : shown

function TotalRow<Row>(props: {
  columns: readonly Column<Row>[]
  name: ReactNode
  values: ReactNode[]
}) {
  const first = props.columns.length - props.values.length
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        <th role="rowheader" scope="row" colSpan={first}>
          {props.name}
        </th>
        {props.columns.slice(first).map(({ name, isNumeric }, place) => (
          <td key={name} role="cell" className={isNumeric ? 'r' : undefined} data-l={name}>
            {props.values[place]}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
