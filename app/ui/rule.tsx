import type { ReactNode } from 'react'
import { RuleCard } from './approval.tsx'
import { DataTable } from './table.tsx'

type Words = { headline: string; rows: { term: string; text: string }[] }

/** A rule in plain English, term by term. */
export const RuleInWords = ({ words, actions }: { words: Words; actions?: ReactNode }) => (
  <RuleCard
    sentence={words.headline}
    terms={words.rows.map(({ term, text }) => ({ name: term, value: text }))}
    actions={actions}
  />
)

type Change = { term: string; before: string | undefined; after: string | undefined }
type ChangesProps = { changes: Change[]; before: string; after: string }

/** Two rules side by side, only where they differ. */
export const RuleChanges = ({ changes, before, after }: ChangesProps) => (
  <DataTable
    rows={changes}
    keyOf={({ term }) => term}
    label={`What changes from ${before} to ${after}`}
    columns={[
      { name: 'What changes', show: ({ term }) => term },
      { name: before, show: (change) => change.before ?? 'No limit' },
      { name: after, show: (change) => change.after ?? 'No limit' },
    ]}
    empty={<p className="muted">Both say the same.</p>}
  />
)
