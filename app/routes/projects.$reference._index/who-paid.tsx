import { formatPoundsExact } from '#app/core/money.ts'
import type { getPublicProject } from '#app/domain/delivery/project-queries.server.ts'
import { FunderLines } from '#app/ui/funder-parts.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

type Project = Awaited<ReturnType<typeof getPublicProject>>
type Funder = Project['funders'][number]

/** What each funder bears of each approved payment, to the penny. */
export function WhoPaid({ project }: { project: Project }) {
  const approved = project.milestones.filter((milestone) => milestone.payment)
  if (approved.length === 0)
    return (
      <Empty title="Nothing has been paid yet">
        Payments show here, with each funder’s share, as soon as they are approved.
      </Empty>
    )
  const shareOf = (funder: Funder, milestoneId: string) =>
    funder.shares.find((share) => share.milestoneId === milestoneId)?.pence ?? 0n
  const total = (of: (funder: Funder) => bigint) =>
    formatPoundsExact(project.funders.reduce((sum, funder) => sum + of(funder), 0n))
  const columns: Column<Funder>[] = [
    {
      name: 'Funder',
      show: ({ name, parts }) => (
        <>
          {name}
          {parts.length > 0 && <FunderLines parts={parts} />}
        </>
      ),
    },
    ...approved.map(({ id, position }) => ({
      name: `Milestone ${position}`,
      show: (funder: Funder) => formatPoundsExact(shareOf(funder, id)),
      isNumeric: true,
    })),
    { name: 'So far', show: (funder) => formatPoundsExact(funder.sharedPence), isNumeric: true },
    { name: 'Left', show: (funder) => formatPoundsExact(funder.leftPence), isNumeric: true },
  ]
  return (
    <div className="stack">
      <p className="measure">
        Each payment is shared by what every funder has left, so all of them pay in step. Payments
        count from the day they are approved.
      </p>
      <DataTable
        rows={project.funders}
        keyOf={({ name }) => name}
        label="What each funder pays"
        columns={columns}
        total={{
          name: 'Total',
          values: [
            ...approved.map(({ id }) => total((funder) => shareOf(funder, id))),
            total((funder) => funder.sharedPence),
            total((funder) => funder.leftPence),
          ],
        }}
      />
    </div>
  )
}
