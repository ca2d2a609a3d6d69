import type { ReactNode } from 'react'
import { daysBetween, formatShortDate, londonDay } from '#app/core/time.ts'
import type { RequestState } from '#app/domain/joining/join-request.ts'
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
  decidedAt: Date | null
}

type Column = { name: string; isNumeric?: boolean; show: (request: ListedJoinRequest) => ReactNode }

export const requestStateNames: Record<RequestState, string> = {
  waiting: 'Waiting for an answer',
  accepted: 'Let in',
  declined: 'Not let in',
}

type JoinRequestListProps = {
  requests: ListedJoinRequest[]
  state: RequestState
  isFiltered: boolean
}

const noneTitles: Record<RequestState, string> = {
  waiting: 'Nobody is waiting',
  accepted: 'Nobody was let in',
  declined: 'Nobody was refused in the last 30 days',
}

const whyNone = (state: RequestState) =>
  state === 'waiting'
    ? 'Whoever asks to join is listed here until they are answered.'
    : 'Whoever was answered is listed here.'

/** Who asks to join and waits for a yes or no, or has had it. */
export const JoinRequestList = ({ requests, state, isFiltered }: JoinRequestListProps) => (
  <DataTable
    rows={requests}
    keyOf={({ id }) => id}
    label="Who asks to join"
    empty={
      <Empty title={isFiltered ? 'No request fits' : noneTitles[state]} level={2}>
        {isFiltered ? 'Try part of a name, or another state.' : whyNone(state)}
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
      { name: 'Address', show: ({ email }) => email || 'No longer kept' },
      ...(state === 'waiting' ? whileWaiting : onceAnswered),
    ]}
  />
)

const whileWaiting: Column[] = [
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
]

const onceAnswered: Column[] = [
  { name: 'Asked', show: ({ askedAt }) => formatShortDate(askedAt) },
  { name: 'Answered', show: ({ decidedAt }) => (decidedAt ? formatShortDate(decidedAt) : '') },
]

function waits(since: Date) {
  const days = daysBetween(londonDay(since), londonDay(clock.now()))
  return days <= 0 ? 'since today' : days === 1 ? '1 day' : `${days} days`
}
