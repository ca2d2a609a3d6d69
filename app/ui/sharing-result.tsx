import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { Empty, Notice } from './notice.tsx'
import { DataTable, type Column } from './table.tsx'

type Line = {
  challengeId: string
  slug: string
  title: string
  councilCount: number
  pledgedPence: Pence
  strengthPence: Pence
  byStrengthPence: Pence
  capPence: Pence | undefined
  sharePence: Pence
  givenPence: Pence | undefined
}
type Props = {
  isFixed: boolean
  potPence: Pence
  sharedPence: Pence
  leftPence: Pence
  challengeCount: number
  lines: Line[]
}

/** What each challenge of a set gets of a pot that is shared out, and why. */
export function SharingResult({ isFixed, lines, challengeCount, ...sums }: Props) {
  const { potPence, sharedPence, leftPence } = sums
  if (lines.length === 0)
    return (
      <Empty title="No pledge takes part" level={2}>
        {isFixed
          ? 'No open challenge had enough signed pledges that fit the rule. The pot kept its money.'
          : 'Signed pledges that fit the rule appear here as they come.'}
      </Empty>
    )
  return (
    <div className="stack">
      {!isFixed && (
        <Notice>
          This is an estimate. Each pledge that comes, is taken back or is changed changes it for
          every challenge.
        </Notice>
      )}
      <p className="measure">
        {formatPounds(potPence)} in the pot, {formatPounds(sharedPence)} shared by strength over{' '}
        {countOf(challengeCount, 'challenge')}, {formatPounds(leftPence)} stays in the pot. The
        strength of a challenge is the square of the sum of the square roots of what each council
        pledged, less those pledges.
      </p>
      <DataTable
        label="Table of what each challenge gets"
        rows={lines}
        keyOf={({ challengeId }) => challengeId}
        columns={columnsOf(isFixed)}
      />
    </div>
  )
}

const columnsOf = (isFixed: boolean): Column<Line>[] => [
  { name: 'Challenge', show: ({ slug, title }) => <a href={`/challenges/${slug}`}>{title}</a> },
  { name: 'Councils', isNumeric: true, show: ({ councilCount }) => councilCount },
  { name: 'Pledged', isNumeric: true, show: (line) => formatPounds(line.pledgedPence) },
  { name: 'Strength', isNumeric: true, show: (line) => formatPounds(line.strengthPence) },
  { name: 'By strength', isNumeric: true, show: (line) => formatPounds(line.byStrengthPence) },
  {
    name: 'At most',
    isNumeric: true,
    show: ({ capPence }) => (capPence === undefined ? 'No limit' : formatPounds(capPence)),
  },
  {
    name: isFixed ? 'Share' : 'Share now',
    isNumeric: true,
    show: (line) => formatPounds(line.sharePence),
  },
  ...(isFixed ? [reserved] : []),
]

const reserved: Column<Line> = {
  name: 'Reserved',
  isNumeric: true,
  show: ({ givenPence }) => (givenPence === undefined ? 'In a moment' : formatPounds(givenPence)),
}
