import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countOf, formatCount } from '#app/core/number.ts'
import { formatDateTime } from '#app/core/time.ts'
import { findRoot, listSeals, type Seal } from '#app/domain/ledger/seal-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty, Panel } from '#app/ui/notice.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('The sealed ledger') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const before = cursorOf(request, 'before')
    const [root, page] = await Promise.all([findRoot(), listSeals(before ? { before } : {})])
    return { ...root, ...page, isFirst: before === undefined }
  })
}

export default function SealedLedger() {
  const { seals, next, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/open-data', name: 'Open data' }]} crumbTitle="The sealed ledger">
      <PageTitle
        title="The sealed ledger"
        lead="Every movement of money here is a journal. Journals are only ever added. Each minute the new ones are sealed, so that anyone can see if an old one was changed."
      />
      <Root />
      <Section id="check" title="How to check it">
        <ol className="stack-2 measure">
          <li>Write the root down, or keep a copy of this page. One line is enough.</li>
          <li>
            The root is worked out from every journal before it. Change one penny, one letter or one
            date of any of them, and no block has that root any more.
          </li>
          <li>
            Whoever runs this service can work all of it out again with <code>npm run verify</code>,
            which names the journal that was changed. Given your root, it says which block it
            belongs to, or that it belongs to none.
          </li>
        </ol>
      </Section>
      <Section id="blocks" title="Blocks">
        <DataTable
          label="Table of blocks"
          rows={seals}
          columns={columns}
          keyOf={({ number }) => String(number)}
          empty={
            <Empty title="Nothing is sealed yet" action={<a href="/open-data">Open data</a>}>
              The first block is sealed a minute after money first moves.
            </Empty>
          }
        />
        <PageByPage
          first={!isFirst && '/ledger'}
          next={next !== undefined && `/ledger?before=${next}`}
        />
      </Section>
    </Page>
  )
}

const columns: Column<Seal>[] = [
  { name: 'Block', show: ({ number }) => formatCount(number) },
  {
    name: 'Journals',
    show: ({ fromJournalId, toJournalId }) =>
      fromJournalId === toJournalId ? String(toJournalId) : `${fromJournalId} to ${toJournalId}`,
  },
  { name: 'How many', isNumeric: true, show: ({ journalCount }) => formatCount(journalCount) },
  { name: 'Sealed', show: ({ sealedAt }) => formatDateTime(sealedAt) },
  { name: 'Root', show: ({ hash }) => <code className="hash">{hash}</code> },
]

function Root() {
  const { newest, waiting } = useLoaderData<typeof loader>()
  if (!newest) return null
  return (
    <Panel title="The root now">
      <p>
        <code className="hash">{newest.hash}</code>
      </p>
      <p className="small muted">
        Block {formatCount(newest.number)}, sealed at {formatDateTime(newest.sealedAt)}, up to
        journal {String(newest.toJournalId)}.{' '}
        {waiting === 0
          ? 'Nothing waits to be sealed.'
          : `${countOf(waiting, 'journal')} will be in the next block.`}
      </p>
    </Panel>
  )
}
