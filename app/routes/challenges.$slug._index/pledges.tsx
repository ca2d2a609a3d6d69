import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDay } from '#app/core/time.ts'
import type { PublicPledge } from '#app/domain/pledges/queries.server.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

const pledgeColumns: Column<PublicPledge>[] = [
  {
    name: 'Council',
    show: ({ councilName, isLead }) => (
      <>
        {councilName ?? 'A council that is named once the target is met'}
        {isLead && <span className="muted lead-mark"> (lead council)</span>}
      </>
    ),
  },
  { name: 'Mayoral area', show: ({ areaName }) => areaName ?? 'None' },
  { name: 'Signed on', className: 'num', show: ({ signedAt }) => formatDay(signedAt) },
  { name: 'Pledge', isNumeric: true, show: ({ amountPence }) => formatPounds(amountPence) },
]

export function Pledges({ challenge, figures, pledges, round }: ChallengePage) {
  if (!round) return null
  const path = `/challenges/${challenge.slug}/pledges`
  const more = figures.councilCount - pledges.length
  return (
    <Section
      id="pledges"
      title="Pledges by council"
      aside={pledges.length > 0 && <a href={`${path}.csv`}>Download as CSV</a>}
    >
      {pledges.length === 0 ? (
        <Empty
          title={figures.stage === 'lapsed' ? 'Every pledge lapsed' : 'No pledge is signed yet'}
        >
          {figures.stage === 'lapsed'
            ? 'The target was missed, so nobody pays.'
            : 'A pledge appears here as soon as somebody with the right limit has signed it.'}
        </Empty>
      ) : (
        <DataTable
          label="Table of pledges"
          rows={pledges}
          columns={pledgeColumns}
          keyOf={({ number }) => String(number)}
          total={{
            name: `All ${countOf(figures.councilCount, 'pledge')}`,
            values: [formatPounds(figures.pledgedPence)],
          }}
        />
      )}
      {more > 0 && figures.stage !== 'lapsed' && (
        <p className="qa__more">
          <a href={path}>Show {countOf(more, 'more pledge', 'more pledges')}</a>
        </p>
      )}
      <p className="qa__more">
        <a href={`${path}#in-kind`}>Work that councils offer</a>
      </p>
    </Section>
  )
}
