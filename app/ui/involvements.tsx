import { formatPounds } from '#app/core/money.ts'
import { stageLabel, type Stage } from '#app/domain/challenges/stage.ts'
import { Empty } from './notice.tsx'
import { DataTable } from './table.tsx'

type Involvement = {
  id: string
  slug: string
  title: string
  stage: Stage
  isLead: boolean
  shares: boolean
  pledgedPence: bigint | null
}

/** A council's challenges, with what it does in each. */
export const Involvements = (props: { involvement: Involvement[]; name: string }) => (
  <DataTable
    rows={props.involvement}
    keyOf={({ id }) => id}
    label="Challenges, stages and pledges"
    empty={
      <Empty title="None yet" action={<a href="/challenges">See every challenge</a>}>
        {`${props.name} has not said that it shares a problem here.`}
      </Empty>
    }
    columns={[
      { name: 'Challenge', show: ({ slug, title }) => <a href={`/challenges/${slug}`}>{title}</a> },
      { name: 'Stage', show: ({ stage }) => stageLabel[stage] },
      {
        name: 'Part it plays',
        show: ({ isLead, shares }) => (isLead ? 'Leads' : shares ? 'Has this problem too' : ''),
      },
      {
        name: 'Pledged',
        isNumeric: true,
        show: ({ pledgedPence }) => (pledgedPence === null ? 'None' : formatPounds(pledgedPence)),
      },
    ]}
  />
)
