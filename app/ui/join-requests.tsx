import { daysBetween, londonDay } from '#app/core/time.ts'
import { clock } from '#app/core/clock.ts'
import { Empty } from './notice.tsx'
import { DataTable } from './table.tsx'

export type ListedJoinRequest = {
  id: string
  organisationName: string
  name: string
  jobTitle: string
  email: string
  askedAt: Date
}

/** Who waits for a yes or no, longest first. */
export const JoinRequestList = ({ requests }: { requests: ListedJoinRequest[] }) => (
  <DataTable
    rows={requests}
    keyOf={({ id }) => id}
    label="Who asks to join"
    empty={
      <Empty title="Nobody is waiting" level={2}>
        Whoever asks to join is listed here until they are answered.
      </Empty>
    }
    columns={[
      {
        name: 'Who',
        show: ({ name, jobTitle }) => (
          <>
            {name}
            <br />
            <span className="small muted">{jobTitle}</span>
          </>
        ),
      },
      { name: 'Council', show: ({ organisationName }) => organisationName },
      { name: 'Address', show: ({ email }) => email },
      { name: 'Waits', show: ({ askedAt }) => waits(askedAt) },
      {
        name: 'Answer',
        isNumeric: true,
        show: ({ id, name }) => (
          <a href={`/workspace/people/requests/${id}`}>
            Yes or no<span className="visually-hidden"> to {name}</span>
          </a>
        ),
      },
    ]}
  />
)

function waits(since: Date) {
  const days = daysBetween(londonDay(since), londonDay(clock.now()))
  return days <= 0 ? 'since today' : days === 1 ? '1 day' : `${days} days`
}
