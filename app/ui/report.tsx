import { formatShortDate } from '#app/core/time.ts'
import type { ListedReport, Outcome } from '#app/domain/directory/report.ts'
import type { Column } from './table.tsx'
import { Tag, type Tone } from './tag.tsx'

export const outcomeNames: Record<Outcome, string> = {
  'nothing-wrong': 'Nothing wrong',
  warned: 'Sender warned',
  stopped: 'Sender stopped',
}

const tones: Record<Outcome, Tone> = { 'nothing-wrong': 'ok', warned: 'wait', stopped: 'bad' }

export const OutcomeTag = ({ outcome }: { outcome: Outcome | null }) =>
  outcome ? <Tag tone={tones[outcome]}>{outcomeNames[outcome]}</Tag> : <Tag tone="info">Open</Tag>

/** What every list of reports shows of one. */
export const reportColumns: Column<ListedReport>[] = [
  {
    name: 'Message',
    show: ({ id, subject }) => (
      <a href={`/directory/reports/${id}`}>{subject ?? 'Its words are no longer kept'}</a>
    ),
  },
  {
    name: 'From',
    show: ({ sender, senderOrganisation: { slug, name } }) => (
      <div>
        {sender.name}, <a href={`/organisations/${slug}`}>{name}</a>
      </div>
    ),
  },
  { name: 'What is wrong', show: ({ reportReason }) => reportReason },
  {
    name: 'Reported',
    show: ({ reportedAt }) => (reportedAt ? formatShortDate(reportedAt) : ''),
  },
  {
    name: 'Outcome',
    show: ({ outcome, closedBy, closedAt }) => (
      <div>
        <OutcomeTag outcome={outcome} />
        {closedAt && (
          <>
            <br />
            <span className="small muted">
              {closedBy?.name}, {formatShortDate(closedAt)}
            </span>
          </>
        )}
      </div>
    ),
  },
]

type Stop = { endsAt: Date | null; endedAt: Date | null }

/** Until when somebody is, or was, stopped from writing. */
export function untilOf({ endsAt, endedAt }: Stop) {
  if (endedAt) return `${formatShortDate(endedAt)}, ended by an operator`
  return endsAt ? formatShortDate(endsAt) : 'For good'
}
