import { formatPounds, type Pence } from '#app/core/money.ts'
import { matchOf, pledgeReference, type PledgeState } from '#app/domain/pledges/pledge.ts'
import { FundingBar } from './funding-bar.tsx'
import { Empty } from './notice.tsx'
import { PledgeTag } from './pledge.tsx'
import { DataTable, type Column } from './table.tsx'
import { StageBits } from './timeline.tsx'

export type WorkspacePledge = {
  id: string
  number: number
  amountPence: Pence
  state: PledgeState
  standing: string | undefined
  closingReason: string | null
  challenge: { shortTitle: string }
  matches: { amountPence: Pence; state: string }[]
  funding: { pledgedPence: Pence; matchedPence: Pence; targetPence: Pence } | undefined
}

const isSigned = ({ state }: WorkspacePledge) => state === 'committed' || state === 'called'

const pledgeColumns: Column<WorkspacePledge>[] = [
  {
    name: 'Challenge',
    show: ({ number, challenge }) => (
      <a href={`/pledges/${pledgeReference(number)}`}>{challenge.shortTitle}</a>
    ),
  },
  {
    name: 'Status',
    show: ({ state, standing, closingReason }) => (
      <div>
        <PledgeTag state={state} />
        {(standing ?? closingReason) && (
          <p className="small muted wrap-text">{standing ?? closingReason}</p>
        )}
      </div>
    ),
  },
  {
    name: 'Progress',
    className: 'progress',
    show: ({ funding }) => funding && <FundingBar size="thin" {...funding} waitingPence={0n} />,
  },
  { name: 'Pledge', isNumeric: true, show: ({ amountPence }) => formatPounds(amountPence) },
  {
    name: 'Match it brings',
    isNumeric: true,
    show: (pledge) => (isSigned(pledge) ? formatPounds(matchOf(pledge)) : 'None yet'),
  },
]

export type PledgeSums = { count: number; signedPence: Pence; waitingPence: Pence }

type PledgesProps = { pledges: WorkspacePledge[]; sums: PledgeSums }

/** Some of a council's pledges; when they are all there are, with a total. */
export function WorkspacePledges({ pledges, sums }: PledgesProps) {
  const signed = pledges.filter(isSigned)
  const sum = (pence: (pledge: WorkspacePledge) => Pence) =>
    formatPounds(signed.reduce((total, pledge) => total + pence(pledge), 0n))
  return (
    <DataTable
      label="Table of your pledges"
      rows={pledges}
      columns={pledgeColumns}
      keyOf={({ id }) => id}
      total={
        pledges.length === sums.count
          ? { name: 'Total signed', values: [sum(({ amountPence }) => amountPence), sum(matchOf)] }
          : undefined
      }
      empty={
        <Empty
          title="Your council has not pledged yet"
          action={<a href="/challenges?stage=pooling">Find a challenge</a>}
        >
          Pledges of your council are listed here, also while they wait to be signed.
        </Empty>
      }
    />
  )
}

export type WorkspaceProject = {
  id: string
  reference: string
  title: string
  supplier: string
  milestones: number
  paid: number
  nextTitle: string | null
  nextPence: Pence | null
}

const bits = (paid: number, count: number) =>
  Array.from({ length: count }, (_, place) =>
    place < paid ? ('done' as const) : place === paid ? ('now' as const) : ('later' as const),
  )

const projectColumns: Column<WorkspaceProject>[] = [
  {
    name: 'Project',
    show: ({ reference, title }) => <a href={`/projects/${reference}`}>{title}</a>,
  },
  { name: 'Supplier', show: ({ supplier }) => supplier },
  {
    name: 'Milestones',
    show: ({ paid, milestones }) => (
      <span>
        <StageBits states={bits(paid, milestones)} label={`${paid} of ${milestones} paid`} />{' '}
        <span className="small nowrap" aria-hidden="true">
          {paid} of {milestones} paid
        </span>
      </span>
    ),
  },
  {
    name: 'Next payment',
    isNumeric: true,
    show: ({ nextPence, nextTitle }) =>
      nextPence === null ? (
        'None'
      ) : (
        <span>
          {formatPounds(nextPence)}
          <br />
          <span className="small muted wrap-text">{nextTitle}</span>
        </span>
      ),
  },
]

export const WorkspaceProjects = ({ projects }: { projects: WorkspaceProject[] }) => (
  <DataTable
    label="Table of projects"
    rows={projects}
    columns={projectColumns}
    keyOf={({ id }) => id}
    empty={
      <Empty title="No projects yet" action={<a href="/projects">See all projects</a>}>
        A project starts when a supplier’s award is confirmed.
      </Empty>
    }
  />
)
