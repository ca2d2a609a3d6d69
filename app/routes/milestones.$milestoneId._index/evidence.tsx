import { formatDay } from '#app/core/time.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { testLines } from '#app/domain/delivery/milestone.ts'
import { formatSize } from '#app/domain/files/stored-file.ts'
import { FileRow, Files } from '#app/ui/lists.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'

/** What was agreed, whether the lead council found it met, and the supplier's files. */
export function Evidence({ milestone }: { milestone: Milestone }) {
  const { claim, sentBack } = milestone
  return (
    <Section id="evidence" title="Evidence">
      <div className="stack">
        {!claim && sentBack && (
          <Notice tone="warn" title={`${sentBack.from} sent the last claim back.`}>
            {sentBack.reason}
          </Notice>
        )}
        <Agreed milestone={milestone} />
        {claim ? (
          <Claimed claim={claim} mustOpen={milestone.decision.kind === 'approval'} />
        ) : (
          milestone.state !== 'cancelled' && (
            <Empty title="Nothing has been claimed yet">
              The supplier sends evidence here when the work is done.
            </Empty>
          )
        )}
      </div>
    </Section>
  )
}

function Agreed({ milestone: { acceptanceTest, claim, project } }: { milestone: Milestone }) {
  const isMet = Boolean(claim?.acceptance)
  return (
    <DataTable
      rows={testLines(acceptanceTest)}
      keyOf={(line) => line}
      caption={<span className="visually-hidden">What was agreed</span>}
      columns={[
        { name: 'What was agreed', show: (line) => line },
        { name: 'Checked by', show: () => project.leadCouncilName },
        {
          name: 'Result',
          show: () =>
            isMet ? <Tag tone="ok">Met</Tag> : <span className="muted">Not checked yet</span>,
        },
      ]}
    />
  )
}

type Claim = NonNullable<Milestone['claim']>

function Claimed({ claim, mustOpen }: { claim: Claim; mustOpen: boolean }) {
  const sentOn = `Sent ${formatDay(claim.claimedAt)}`
  return (
    <>
      <h3>What the supplier says</h3>
      <Prose text={claim.note} headings="h4" />
      <Files>
        {claim.evidence.map(({ id, name, title, sizeBytes, isOpened }) => (
          <FileRow
            key={id}
            href={`/claims/${claim.id}/evidence/${id}`}
            kind={name.split('.').at(-1)?.toUpperCase() ?? 'FILE'}
            name={title}
            detail={`${formatSize(sizeBytes)}. ${sentOn}`}
            aside={<Opened isOpened={isOpened} mustOpen={mustOpen} />}
          />
        ))}
      </Files>
    </>
  )
}

function Opened({ isOpened, mustOpen }: { isOpened: boolean; mustOpen: boolean }) {
  if (isOpened) return <span className="small muted">Opened by you</span>
  if (!mustOpen) return null
  return (
    <span className="small">
      <strong>Open before you approve</strong>
    </span>
  )
}
