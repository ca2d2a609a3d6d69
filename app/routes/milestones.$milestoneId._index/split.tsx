import { formatPounds, formatPoundsExact } from '#app/core/money.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { percentOf, type SplitLine } from '#app/domain/delivery/split.ts'
import { FunderLines } from '#app/ui/funder-parts.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

/** What each funder bears of this milestone, paid before it, and has left after it. */
export function Split({ milestone }: { milestone: Milestone }) {
  const { split, pricePence, payment } = milestone
  const pence = split.lines.flatMap((line) => [line.thisPence, line.beforePence, line.leftPence])
  const print = pence.some((sum) => sum % 100n !== 0n) ? formatPoundsExact : formatPounds
  const total = (of: (line: SplitLine) => bigint) =>
    print(split.lines.reduce((sum, line) => sum + of(line), 0n))
  return (
    <Section id="split" title={`What ${payment ? 'is' : 'will be'} paid, and by whom`}>
      <div className="stack">
        <DataTable
          rows={split.lines}
          keyOf={(line) => line.key}
          label="What each funder pays of this milestone"
          columns={[
            {
              name: 'Source',
              show: ({ name, parts }) => (
                <>
                  {name}
                  {parts.length > 0 && <FunderLines parts={parts} />}
                </>
              ),
            },
            { name: 'Share', show: (line) => percentOf(line.thisPence, pricePence) },
            {
              name: 'This milestone',
              show: (line) => print(line.thisPence),
              isNumeric: true,
            },
            {
              name: 'Paid before',
              show: (line) => print(line.beforePence),
              isNumeric: true,
            },
            { name: 'Left after', show: (line) => print(line.leftPence), isNumeric: true },
          ]}
          total={{
            name: 'Total',
            values: [
              total((line) => line.thisPence),
              total((line) => line.beforePence),
              total((line) => line.leftPence),
            ],
          }}
        />
        {split.awaited.length > 0 && !payment && (
          <Notice tone="warn" title="Not all the money is in.">
            <p>
              The payment cannot be approved until it is. Waiting for{' '}
              {split.awaited
                .map(({ name, awaitedPence }) => `${name} (${formatPounds(awaitedPence)})`)
                .join(', ')}
              .
            </p>
          </Notice>
        )}
      </div>
    </Section>
  )
}
