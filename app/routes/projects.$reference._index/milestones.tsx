import { formatPounds } from '#app/core/money.ts'
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
  cancelled: 'quiet',
}

type MilestonesProps = {
  project: Pick<PublicProject, 'milestones' | 'pricePence'> & { canReadClaims: boolean }
}

/** Each step of the project with its price, what shows that it is done, and how far it has come. */
export const Milestones = ({ project }: MilestonesProps) => (
  <DataTable
    rows={project.milestones}
    keyOf={(milestone) => milestone.id}
    label="Milestones of this project"
    columns={[
      {
        name: 'Milestone',
        show: ({ id, position, title }) =>
          project.canReadClaims ? (
            <a href={`/milestones/${id}`}>
              {position}. {title}
            </a>
          ) : (
            `${position}. ${title}`
          ),
      },
      { name: 'Shown by', show: ({ acceptanceTest }) => acceptanceTest, className: 'small' },
      { name: 'Due', show: ({ dueOn }) => formatShortDate(dueOn), className: 'nowrap' },
      {
        name: 'Where it stands',
        show: ({ state, paidOn }) => (
          <div>
            <Tag tone={tone[state]}>{stateLabel[state]}</Tag>
            {paidOn && (
              <>
                <br />
                <span className="small muted nowrap">{formatShortDate(paidOn)}</span>
              </>
            )}
          </div>
        ),
      },
      { name: 'Price', show: ({ pricePence: price }) => formatPounds(price), isNumeric: true },
    ]}
    total={{ name: 'Total', values: [formatPounds(project.pricePence)] }}
  />
)
