import type { PitchProgress, Standing } from '#app/domain/evaluation/panel.ts'
import { Notice } from '#app/ui/notice.tsx'
import { DataTable } from '#app/ui/table.tsx'

type Row = {
  id: string
  reference: string
  supplierName: string
  progress: PitchProgress | undefined
  yours: Standing | undefined
  isShort: boolean
  hasNoChair: boolean
}

/** How far the panel is with each pitch, in counts: no score of anybody is in it. */
export function Progress({ pitches }: { pitches: Row[] }) {
  const troubled = pitches.filter(({ isShort, hasNoChair }) => isShort || hasNoChair)
  const hasOwn = pitches.some(({ yours }) => yours)
  return (
    <div className="stack">
      {troubled.map(({ id, supplierName, isShort }) => (
        <Notice key={id} tone="warn">
          {isShort
            ? `${supplierName} has fewer than two assessors without a conflict. Appoint another.`
            : `${supplierName} needs an assessor of the lead council without a conflict. Appoint another.`}
        </Notice>
      ))}
      <DataTable
        rows={pitches}
        keyOf={({ id }) => id}
        label="Progress by pitch"
        empty={<p className="muted">No supplier sent a pitch.</p>}
        columns={[
          {
            name: 'Pitch',
            show: ({ supplierName, reference }) => `${supplierName}, ${reference}`,
          },
          { name: 'Finished', isNumeric: true, show: (row) => row.progress?.finished ?? 0 },
          { name: 'Scoring', isNumeric: true, show: (row) => row.progress?.['to score'] ?? 0 },
          { name: 'To declare', isNumeric: true, show: (row) => row.progress?.['to declare'] ?? 0 },
          { name: 'Conflict', isNumeric: true, show: (row) => row.progress?.conflict ?? 0 },
          ...(hasOwn ? [{ name: 'For you', show: (row: Row) => <Yours {...row} /> }] : []),
        ]}
      />
    </div>
  )
}

function Yours({ id, supplierName, yours }: Row) {
  const about = <span className="visually-hidden"> {supplierName}</span>
  if (yours === 'to declare') return <a href={`/evaluation/${id}/declaration`}>Declare{about}</a>
  if (yours === 'to score') return <a href={`/evaluation/${id}/scores`}>Score{about}</a>
  if (yours === 'finished') return <a href={`/evaluation/${id}/scores`}>Finished{about}</a>
  return <>Closed to you</>
}
