import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import { stateLabel, type MilestoneState } from '#app/domain/delivery/milestone.ts'
import type { PublicProject } from '#app/domain/delivery/project-queries.server.ts'
import { DataTable } from '#app/ui/table.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tone: Record<MilestoneState, Tone> = {
  open: 'quiet',
  claimed: 'wait',
  accepted: 'wait',
  'first-approved': 'wait',
  approved: 'civic',
  sent: 'info',
  paid: 'ok',
}

type MilestonesProps = { milestones: PublicProject['milestones']; pricePence: Pence }

/** Each step of the project with its price, what shows that it is done, and how far it has come. */
export const Milestones = ({ milestones, pricePence }: MilestonesProps) => (
  <DataTable
    rows={milestones}
    keyOf={(milestone) => milestone.id}
    label="Milestones of this project"
    columns={[
      {
        name: 'Milestone',
        show: ({ position, title, acceptanceTest }) => (
          <>
            {position}. {title}
            <br />
            <span className="small muted">{acceptanceTest}</span>
          </>
        ),
      },
      { name: 'Due', show: ({ dueOn }) => formatShortDate(dueOn), className: 'nowrap' },
      {
        name: 'Where it stands',
        show: ({ state, paidOn }) => (
          <>
            <Tag tone={tone[state]}>{stateLabel[state]}</Tag>
            {paidOn && (
              <>
                <br />
                <span className="small muted nowrap">{formatShortDate(paidOn)}</span>
              </>
            )}
          </>
        ),
      },
      { name: 'Price', show: ({ pricePence: price }) => formatPounds(price), isNumeric: true },
    ]}
    total={{ name: 'Total', values: [formatPounds(pricePence)] }}
  />
)
