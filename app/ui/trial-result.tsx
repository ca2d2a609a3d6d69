import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDay } from '#app/core/time.ts'
import { DataTable, type Column } from './table.tsx'

type Figures = {
  liveMatchPence: Pence
  inUsePence: Pence
  reached: number
  rounds: number
  matchedPledges: number
  matchedInFull: number
}
type Round = {
  roundId: string
  challengeSlug: string
  challengeTitle: string
  fromPotPence: Pence
}
type Pair = { before: Round; after: Round; morePence: Pence }
type Area = { area: string; before: Pence; after: Pence; morePence: Pence }
type Props = {
  tried: {
    version: number
    since: string
    until: string
    today: Figures
    changed: Figures
    forecast: { today: Pence; changed: Pence }
    gained: Pair[]
    lost: Pair[]
    moved: Pair[]
    movedCount: number
    areas: Area[]
  }
}

/** What another rule would have done to the same pledges, beside the one in force. */
export function TrialResult({ tried }: Props) {
  const { gained, lost, moved, version } = tried
  return (
    <>
      <p className="lead" role="status">
        {summaryOf(gained.length, lost.length)}
      </p>
      <DataTable
        label="Table comparing the rules"
        rows={rowsOf(tried)}
        keyOf={({ name }) => name}
        columns={[
          {
            name: `If the rule had applied since ${formatDay(tried.since)}`,
            show: ({ name }) => name,
          },
          { name: `Version ${version} today`, isNumeric: true, show: ({ before }) => before },
          { name: 'Your change', isNumeric: true, show: ({ after }) => after },
          {
            name: 'Difference',
            isNumeric: true,
            show: ({ more, text }) => <Delta more={more} text={text} />,
          },
        ]}
      />
      <Names title="Would reach its target" pairs={gained} />
      <Names title="Would no longer reach its target" pairs={lost} />
      {moved.length > 0 && <Moved {...tried} />}
      {tried.areas.some(({ area }) => area !== '') && <Areas {...tried} />}
    </>
  )
}

function summaryOf(gained: number, lost: number) {
  if (!gained && !lost) return 'The same challenges would reach their target.'
  const parts = [
    gained > 0 && `bring ${countOf(gained, 'more challenge')} to target`,
    lost > 0 && `take ${countOf(lost, 'challenge')} below it`,
  ]
  return `This would ${parts.filter(Boolean).join(' and ')}.`
}

function rowsOf({ today, changed, forecast, until }: Props['tried']) {
  const money = (name: string, [before, after]: [Pence, Pence]) => {
    const more = after - before
    const text = formatPounds(more < 0n ? -more : more)
    return {
      name,
      before: formatPounds(before),
      after: formatPounds(after),
      more: Number(more),
      text,
    }
  }
  const share = ({ matchedInFull, matchedPledges }: Figures) =>
    matchedPledges === 0 ? 0 : Math.round((matchedInFull * 100) / matchedPledges)
  const count = changed.reached - today.reached
  const points = share(changed) - share(today)
  return [
    money('Match for live challenges', [today.liveMatchPence, changed.liveMatchPence]),
    money('Out of the pot in all', [today.inUsePence, changed.inUsePence]),
    {
      name: 'Challenges that would reach target',
      before: `${today.reached} of ${today.rounds}`,
      after: `${changed.reached} of ${changed.rounds}`,
      more: count,
      text: String(Math.abs(count)),
    },
    {
      name: 'Pledges matched in full',
      before: `${share(today)}%`,
      after: `${share(changed)}%`,
      more: points,
      text: countOf(Math.abs(points), 'point'),
    },
    money(`Pot in use by ${formatDay(until)}, forecast`, [forecast.today, forecast.changed]),
  ]
}

function Delta({ more, text }: { more: number; text: string }) {
  if (more === 0) return <>None</>
  return (
    <span className={more < 0 ? 'delta delta--down' : 'delta'}>
      <span className="visually-hidden">{more < 0 ? 'less: ' : 'more: '}</span>
      {text}
    </span>
  )
}

function Moved({ moved, movedCount, version }: Props['tried']) {
  return (
    <section className="stack-2">
      <h2>Challenges that would get more or less</h2>
      <DataTable
        label="Table of the challenges"
        rows={moved}
        keyOf={({ after }) => after.roundId}
        columns={[
          { name: 'Challenge', show: ({ after }) => <ChallengeLink {...after} /> },
          ...beforeAndAfter<Pair>(version, ({ before, after }) => [
            before.fromPotPence,
            after.fromPotPence,
          ]),
        ]}
      />
      {movedCount > moved.length && (
        <p className="small muted">
          The {moved.length} that move most, of {movedCount}. The file has all of them.
        </p>
      )}
    </section>
  )
}

const Areas = ({ areas, version }: Props['tried']) => (
  <section className="stack-2">
    <h2>By area</h2>
    <DataTable
      label="Table of the areas"
      rows={areas}
      keyOf={({ area }) => area}
      columns={[
        { name: 'Area', show: ({ area }) => area || 'By no area' },
        ...beforeAndAfter<Area>(version, ({ before, after }) => [before, after]),
      ]}
    />
  </section>
)

const ChallengeLink = ({ challengeSlug, challengeTitle }: Round) => (
  <a href={`/challenges/${challengeSlug}`}>{challengeTitle}</a>
)

function beforeAndAfter<Row>(version: number, sums: (row: Row) => [Pence, Pence]): Column<Row>[] {
  return [
    {
      name: `Version ${version} today`,
      isNumeric: true,
      show: (row) => formatPounds(sums(row)[0]),
    },
    { name: 'Your change', isNumeric: true, show: (row) => formatPounds(sums(row)[1]) },
    {
      name: 'Difference',
      isNumeric: true,
      show: (row) => {
        const [before, after] = sums(row)
        const more = after - before
        return <Delta more={Number(more)} text={formatPounds(more < 0n ? -more : more)} />
      },
    },
  ]
}

function Names({ title, pairs }: { title: string; pairs: Pair[] }) {
  if (pairs.length === 0) return null
  return (
    <section className="stack-2">
      <h2>{title}</h2>
      <ul>
        {pairs.slice(0, 20).map(({ before, after }) => (
          <li key={after.roundId}>
            <ChallengeLink {...after} />: {formatPounds(before.fromPotPence)} →{' '}
            {formatPounds(after.fromPotPence)}
          </li>
        ))}
      </ul>
      {pairs.length > 20 && <p className="small muted">And {pairs.length - 20} more.</p>}
    </section>
  )
}
