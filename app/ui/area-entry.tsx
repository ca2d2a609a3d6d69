import { formatDate, formatDateTime, type Day } from '#app/core/time.ts'
import { SummaryList } from './lists.tsx'
import { AreaTag } from './pot-page.tsx'
import { Tag } from './tag.tsx'

type AreaSaid = {
  status: Parameters<typeof AreaTag>[0]['status']
  fromOn: Day
  toOn: Day | null
  chiefDigitalOfficerFromOn: Day | null
  strategyPublishedOn: Day | null
  strategyUrl: string | null
  evidenceUrl: string | null
  evidenceFile: { name: string } | null
  reason: string | null
}

const dayOr = (day: Day | null, none: string) => (day ? formatDate(day) : none)

/** Everything one entry says, with its evidence. */
export const AreaEntryFacts = ({ entry, file }: { entry: AreaSaid; file: string | undefined }) => (
  <SummaryList
    rows={[
      { name: 'Status', value: <AreaTag status={entry.status} /> },
      { name: 'From', value: formatDate(entry.fromOn) },
      ...(entry.status === 'ended'
        ? []
        : [{ name: 'Until', value: dayOr(entry.toOn, 'Somebody changes it') }]),
      {
        name: 'Chief digital officer since',
        value: dayOr(entry.chiefDigitalOfficerFromOn, 'Nobody named'),
      },
      { name: 'Strategy published', value: <Strategy {...entry} /> },
      { name: 'Evidence', value: <Evidence entry={entry} file={file} /> },
      { name: 'Why', value: entry.reason },
    ]}
  />
)

const Strategy = ({ strategyPublishedOn, strategyUrl }: AreaSaid) => {
  const day = dayOr(strategyPublishedOn, strategyUrl ? 'Read it' : 'None named')
  return strategyUrl ? <a href={strategyUrl}>{day}</a> : <>{day}</>
}

const Evidence = ({ entry, file }: { entry: AreaSaid; file: string | undefined }) => (
  <>
    {entry.evidenceFile && file && <a href={file}>{entry.evidenceFile.name}</a>}
    {entry.evidenceFile && entry.evidenceUrl && <br />}
    {entry.evidenceUrl && <a href={entry.evidenceUrl}>{hostOf(entry.evidenceUrl)}</a>}
    {!entry.evidenceFile && !entry.evidenceUrl && <span className="muted">Not given</span>}
  </>
)

/** An address is long; where it leads is said short. */
const hostOf = (address: string) => `On ${new URL(address).hostname}`

type Standing = {
  entry: { approvedAt: Date } | null
  endedAt: Date | null
  /** Nobody, when it ended with the role of whoever proposed it. */
  endedBy: object | null
}

/** Where a proposed entry stands. */
export function AreaProposalTag({ entry, endedAt, endedBy }: Standing) {
  if (entry) return <Tag tone="ok">On the register</Tag>
  return endedAt ? <Tag>{endedBy ? 'Sent back' : 'Ended'}</Tag> : <Tag tone="wait">Waiting</Tag>
}

type Signed = {
  proposedBy: { name: string } | null
  decidedBy: { name: string } | null
  approvedAt: Date
}

/** Whose two names stand under an entry. */
export const SignedBy = ({ proposedBy, decidedBy, approvedAt }: Signed) => (
  <p className="small muted">
    {proposedBy && decidedBy
      ? `Proposed by ${proposedBy.name}, approved by ${decidedBy.name} at ${formatDateTime(approvedAt)}.`
      : 'Entered before an entry took two people.'}
  </p>
)
