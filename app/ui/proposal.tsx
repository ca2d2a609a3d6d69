import type { ReactNode } from 'react'
import { formatDateTime } from '#app/core/time.ts'
import { Buttons } from './button.tsx'
import { Empty } from './notice.tsx'
import { Section } from './page.tsx'
import { DataTable, type Column } from './table.tsx'
import { Tag } from './tag.tsx'

type Standing = {
  publishedRule: { version: number } | null
  endedAt: Date | null
  /** Nobody, when it ended with the role of whoever proposed it. */
  endedBy: object | null
}

/** Where a proposal for a rule stands. */
export function ProposalTag({ publishedRule, endedAt, endedBy }: Standing) {
  if (publishedRule) return <Tag tone="ok">Published as version {publishedRule.version}</Tag>
  return endedAt ? <Tag>{endedBy ? 'Put aside' : 'Ended'}</Tag> : <Tag tone="wait">Waiting</Tag>
}

type PotStanding = Pick<Standing, 'endedAt' | 'endedBy'> & { agreedAt: Date | null }

/** Where a proposed pot stands. */
export function PotProposalTag({ agreedAt, endedAt, endedBy }: PotStanding) {
  if (agreedAt) return <Tag tone="ok">Agreed</Tag>
  return <ProposalTag publishedRule={null} endedAt={endedAt} endedBy={endedBy} />
}

type Proposal = { id: string; proposedAt: Date; proposedBy: { name: string } }

type Props<Row> = {
  open: Row[]
  past: Row[]
  /** Where each proposal has its page, below this. */
  href: string
  /** What is proposed, after when and by whom. */
  columns: Column<Row>[]
  label: string
  pastLabel: string
  /** What it means that nothing waits. */
  empty: string
  /** For whoever may propose. */
  propose: ReactNode
}

/** What waits for a second person, and what came of those before. */
export function ProposalLists<Row extends Proposal>(props: Props<Row>) {
  const { open, past, href, label, pastLabel, empty, propose } = props
  const columns: Column<Row>[] = [
    {
      name: 'Proposed',
      show: ({ id, proposedAt }) => <a href={`${href}/${id}`}>{formatDateTime(proposedAt)}</a>,
    },
    { name: 'By', show: ({ proposedBy }) => proposedBy.name },
    ...props.columns,
  ]
  const keyOf = ({ id }: Row) => id
  return (
    <>
      <Section id="open" title="Waiting for a second person">
        <DataTable
          rows={open}
          label={label}
          columns={columns}
          keyOf={keyOf}
          empty={
            <Empty title="Nothing is waiting" action={propose}>
              {empty}
            </Empty>
          }
        />
        {propose && open.length > 0 && <Buttons>{propose}</Buttons>}
      </Section>
      {past.length > 0 && (
        <Section id="past" title="Before">
          <DataTable rows={past} label={pastLabel} columns={columns} keyOf={keyOf} />
        </Section>
      )}
    </>
  )
}
