import { formatShortDate, formatTime } from '#app/core/time.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

/** Everything that was done about this milestone, newest first. */
export const Trail = ({ trail }: { trail: Milestone['trail'] }) => (
  <Section id="trail" title="Audit trail">
    <div className="stack">
      <DataTable
        rows={trail}
        keyOf={(entry) => entry.id}
        label="Table of audit entries"
        empty={<p className="muted">Nothing has been done about this milestone yet.</p>}
        columns={[
          {
            name: 'When',
            show: ({ at }) => `${formatShortDate(at)}, ${formatTime(at)}`,
            className: 'num nowrap',
          },
          {
            name: 'Who',
            show: ({ personName, organisationName }) =>
              [personName, organisationName].filter(Boolean).join(', ') || 'The portal',
          },
          { name: 'What', show: ({ summary }) => summary },
          { name: 'Record', show: ({ record }) => record, className: 'ref' },
        ]}
      />
      <p className="small muted">
        Entries can’t be changed or removed. Each one is chained to the one before it.
      </p>
    </div>
  </Section>
)
