import type { ReactNode } from 'react'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { purseLabel, ringFenceOf, type Purse } from '#app/domain/pots/purse.ts'
import { FunderLines } from './funder-parts.tsx'
import { Empty } from './notice.tsx'
import { Page, Section, Subnav } from './page.tsx'
import { DataTable, type Column } from './table.tsx'
import { Tag, type Tone } from './tag.tsx'

type Potted = { slug: string; name: string }
type PotPageProps = {
  pot: Potted
  /** For the pot's own fund managers: how many payments wait for their approval. */
  waiting: number | undefined
  /** Somebody of the pot's own funder is looking. */
  isOwn?: boolean
  /** The page under the pot: "Rule history". */
  title?: string
  children: ReactNode
}

/** Every page about one pot, under its tabs. */
export function PotPage({ pot, waiting, isOwn, title, children }: PotPageProps) {
  const href = `/pots/${pot.slug}`
  const tabs = [
    { href, name: 'Overview' },
    ...(waiting === undefined ? [] : [{ href: '/payments', name: `Approvals (${waiting})` }]),
    { href: `${href}/allocations`, name: 'Allocations' },
    { href: `${href}/statement`, name: 'Statement' },
    { href: `${href}/funders`, name: 'Funders' },
    { href: `${href}/areas`, name: 'Areas register' },
    { href: `${href}/rules`, name: 'Rule history' },
    ...(isOwn || waiting !== undefined
      ? [
          { href: `${href}/proposals`, name: 'Proposals' },
          { href: `${href}/simulation`, name: 'Try a different rule' },
        ]
      : []),
  ]
  const path = {
    Allocations: '/allocations',
    Statement: '/statement',
    Funders: '/funders',
    'Areas register': '/areas',
    'Rule history': '/rules',
    Proposals: '/proposals',
    'Try a different rule': '/simulation',
  }
  const here = title ? href + (path[title as keyof typeof path] ?? '') : href
  return (
    <Page space="stack-7" subnav={<Subnav who={pot.name} tabs={tabs} path={here} />}>
      {children}
    </Page>
  )
}

const areaTags = {
  registered: ['ok', 'Registered'],
  checking: ['info', 'Checking'],
  'no-officer': ['warn', 'No officer yet'],
  'no-strategy': ['warn', 'No strategy yet'],
  'no-mayor': ['warn', 'No mayor in post'],
  ended: ['quiet', 'Left the register'],
} as const satisfies Record<string, readonly [Tone, string]>

export function AreaTag({ status }: { status: keyof typeof areaTags | null }) {
  if (status === null) return <Tag>Not on the register</Tag>
  const [tone, word] = areaTags[status]
  return <Tag tone={tone}>{word}</Tag>
}

const statusTags = {
  reserved: ['wait', 'Reserved'],
  committed: ['civic', 'Committed'],
  'paid-in-part': ['info', 'Paid in part'],
  paid: ['ok', 'Paid'],
  'rest-back': ['ok', 'Paid'],
  'all-back': ['quiet', 'Not spent'],
} as const satisfies Record<string, readonly [Tone, string]>

export type AllocationRow = {
  challengeId: string
  challengeTitle: string
  challengeSlug: string
  areas: string[]
  status: keyof typeof statusTags
  matchPence: Pence
  purses: Purse[]
  paidPence: Pence
  backPence: Pence
  paidBy: { name: string; pence: Pence }[]
}

/** Which money it is and whose shows where the pot has more than one kind, or more than one funder. */
const columnsFor = (rows: AllocationRow[]): Column<AllocationRow>[] => [
  {
    name: 'Challenge',
    show: ({ challengeSlug, challengeTitle }) => (
      <a href={`/challenges/${challengeSlug}`}>{challengeTitle}</a>
    ),
  },
  { name: 'Areas', show: ({ areas }) => areas.join(', ') || 'Any' },
  {
    name: 'Status',
    show: ({ status, backPence }) => (
      <Tag tone={statusTags[status][0]}>
        {statusTags[status][1]}
        {backPence > 0n && `, ${formatPounds(backPence)} came back`}
      </Tag>
    ),
  },
  ...(rows.some(({ purses }) => purses.some(ringFenceOf)) ? [fromPurses] : []),
  ...(rows.some(({ paidBy }) => paidBy.length > 1) ? [paidByFunders] : []),
  { name: 'Match', isNumeric: true, show: ({ matchPence }) => formatPounds(matchPence) },
  { name: 'Paid so far', isNumeric: true, show: ({ paidPence }) => formatPounds(paidPence) },
]

const fromPurses: Column<AllocationRow> = {
  name: 'Money',
  show: ({ purses }) => purses.map((purse) => purseLabel[purse]).join(', '),
}

const paidByFunders: Column<AllocationRow> = {
  name: 'Paid by',
  show: ({ paidBy }) => (paidBy.length > 0 ? <FunderLines parts={paidBy} /> : 'Nobody yet'),
}

type AllocationsProps = {
  allocations: AllocationRow[]
  /** 2 when nothing but the page's h1 stands above the table. */
  level?: 2 | 3
}

export function Allocations({ allocations, level = 3 }: AllocationsProps) {
  const sum = (pence: (row: AllocationRow) => Pence) =>
    formatPounds(allocations.reduce((total, row) => total + pence(row), 0n))
  return (
    <DataTable
      label="Table of allocations"
      rows={allocations}
      columns={columnsFor(allocations)}
      keyOf={({ challengeId }) => challengeId}
      total={{
        name:
          allocations.length === 1 ? 'This allocation' : `These ${allocations.length} allocations`,
        values: [sum(({ matchPence }) => matchPence), sum(({ paidPence }) => paidPence)],
      }}
      empty={
        <Empty
          level={level}
          title="No allocations yet"
          action={<a href="/challenges">Look at challenges</a>}
        >
          The pot adds match when councils pledge to a challenge that fits its rule.
        </Empty>
      }
    />
  )
}

const files = [
  ['fundings', 'What funders put in'],
  ['allocations', 'Challenges it adds to'],
  ['matches', 'Every match with its working'],
  ['rules', 'Every version of its rule'],
  ['areas', 'Its register of areas'],
  ['statement', 'Every movement in the ledger'],
] as const

/** Everything about a pot as files. */
export function PotFiles({ href }: { href: string }) {
  return (
    <Section id="download" title="Download">
      <ul>
        {files.map(([name, what]) => (
          <li key={name}>
            <a href={`${href}/${name}.csv`}>{what} (CSV)</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
