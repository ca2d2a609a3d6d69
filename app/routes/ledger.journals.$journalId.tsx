import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPoundsExact } from '#app/core/money.ts'
import { formatDateTime } from '#app/core/time.ts'
import { getJournal, type JournalPage } from '#app/domain/reporting/journal-page.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { numberParam, show } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Journal ${data.journal.id}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const reader = await allowAnyone(request)
  return show(async () => ({ journal: await getJournal(reader, numberParam(params, 'journalId')) }))
}

export default function Journal() {
  const { journal } = useLoaderData<typeof loader>()
  const { challenge, reference, seal } = journal
  return (
    <Page
      crumbs={[{ href: '/ledger', name: 'The sealed ledger' }]}
      crumbTitle={`Journal ${journal.id}`}
    >
      <PageTitle kicker={journal.what} title={`Journal ${journal.id}`} />
      <Reversals {...journal} />
      <SummaryList
        rows={[
          { name: 'When', value: formatDateTime(journal.at) },
          { name: 'Who', value: journal.who },
          {
            name: 'Challenge',
            value: challenge ? <a href={challenge.href}>{challenge.title}</a> : 'None',
          },
          {
            name: 'About',
            value: reference?.href ? (
              <a href={reference.href}>{reference.name}</a>
            ) : (
              (reference?.name ?? 'The pot itself')
            ),
          },
          {
            name: 'Seal',
            value: seal ? (
              <>
                <a href={`/ledger?before=${seal.number + 1}`}>Block {seal.number}</a>, sealed at{' '}
                {formatDateTime(seal.sealedAt)}
              </>
            ) : (
              'In the next block, within a minute'
            ),
          },
        ]}
      />
      <Section id="transfers" title="What moved">
        <DataTable
          label="Table of transfers"
          rows={journal.lines}
          columns={columns}
          keyOf={({ line }) => String(line)}
        />
        {journal.isCut && <p className="small muted">The first 500 transfers are shown.</p>}
      </Section>
    </Page>
  )
}

type Line = JournalPage['lines'][number]

const AccountName = ({ name, href, what }: Line['from']) => (
  <span>
    {href ? <a href={href}>{name}</a> : name}
    <br />
    <span className="small muted">{what}</span>
  </span>
)

const columns: Column<Line>[] = [
  { name: 'From (debit)', show: ({ from }) => <AccountName {...from} /> },
  { name: 'To (credit)', show: ({ to }) => <AccountName {...to} /> },
  { name: 'Sum', isNumeric: true, show: ({ amountPence }) => formatPoundsExact(amountPence) },
]

function Reversals({ reversesId, reversedById }: Pick<JournalPage, 'reversesId' | 'reversedById'>) {
  const other = reversesId ?? reversedById
  if (other === null) return null
  const link = <a href={`/ledger/journals/${other}`}>journal {String(other)}</a>
  return (
    <Notice tone={reversesId === null ? 'warn' : 'info'}>
      <p>
        {reversesId === null ? 'It was a mistake and is undone by ' : 'It undoes '}
        {link}.
      </p>
    </Notice>
  )
}
