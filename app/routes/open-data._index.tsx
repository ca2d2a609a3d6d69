import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatCount } from '#app/core/number.ts'
import type { CsvFileName } from '#app/domain/open-data/csv-file.ts'
import { countPublished } from '#app/domain/open-data/published-counts.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Open data') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return { files: await countPublished() }
}

export default function OpenData() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Open data">
      <PageTitle
        title="Open data"
        lead="Every published challenge, pledge, match and payment, to read, check and use. No key and no account needed."
      />
      <Downloads />
      <Api />
      <Licence />
    </Page>
  )
}

const contents: Record<CsvFileName, string> = {
  challenges: 'Published challenges, with where their funding stands',
  pledges: 'Money councils have committed',
  'in-kind-pledges': 'Days of work councils offer. Worth shown, but no money',
  matches: 'What pots add to pledges',
  payments: 'What each funder pays to suppliers, milestone by milestone',
}

function Downloads() {
  const { files } = useLoaderData<typeof loader>()
  return (
    <Section id="downloads" title="Download as CSV">
      <div className="stack">
        <DataTable
          label="CSV files"
          rows={files}
          keyOf={({ file }) => file}
          columns={[
            { name: 'File', show: ({ file }) => <Download file={file} /> },
            { name: 'What it holds', show: ({ file }) => contents[file] },
            {
              name: 'Rows',
              isNumeric: true,
              show: ({ rows }) => (rows === null ? '–' : formatCount(rows)),
            },
            {
              name: 'Adds up to',
              isNumeric: true,
              show: ({ totalPence }) => (totalPence === null ? '–' : formatPounds(totalPence)),
            },
          ]}
        />
        <ul className="stack-2 measure">
          <li>
            Sums are whole pence, so that a spreadsheet adds them up exactly: 500000 is £5,000.
          </li>
          <li>Times are in UTC. Days are days in London.</li>
          <li>
            Text that a spreadsheet could take for a formula starts with an apostrophe. Take it away
            to have the text as it was written.
          </li>
          <li>
            A council may ask not to be named until a challenge reaches its target. Its pledge is
            listed without the name until then.
          </li>
        </ul>
      </div>
    </Section>
  )
}

const Download = ({ file }: { file: CsvFileName }) => (
  <a href={`/open-data/${file}.csv`} download>
    {file}.csv
  </a>
)

const lists = [
  ['challenges', 'Challenges, who shares them, their funding and award'],
  ['pledges', 'Committed pledges'],
  ['in-kind-pledges', 'Days of work that councils offer'],
  ['matches', 'Matches with their working'],
  ['pots', 'Pots with their balances, rules and the history of their rules'],
  ['market-days', 'Market days with their running order'],
  ['projects', 'Projects with their milestones and payments'],
  ['payments', 'Payments, split over their funders'],
  ['councils', 'The register of councils, combined authorities and mayors in post'],
  ['suppliers', 'Verified suppliers with their services, frameworks, certificates and insurances'],
] as const

function Api() {
  return (
    <Section id="api" title="Read with a program">
      <div className="stack">
        <p className="measure">
          The JSON API gives the same and more, in pages. Its addresses, filters and fields are
          described in the <a href="/api/v1/openapi.json">OpenAPI document</a>, which most
          programming tools can read.
        </p>
        <DataTable
          label="Lists of the API"
          rows={lists}
          keyOf={([name]) => name}
          columns={[
            {
              name: 'Address',
              show: ([name]) => <a href={`/api/v1/${name}`}>{`/api/v1/${name}`}</a>,
            },
            { name: 'What it gives', show: ([, what]) => what },
          ]}
        />
      </div>
    </Section>
  )
}

function Licence() {
  return (
    <Section id="licence" title="Licence and terms">
      <ul className="stack-2 measure">
        <li>
          You may copy, publish, adapt and use this data, also commercially, under the{' '}
          <a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">
            Open Government Licence v3.0
          </a>
          . Say where it comes from: “Solve Once, licensed under the Open Government Licence v3.0”.
        </li>
        <li>
          The register of councils contains data from the Office for National Statistics under the
          same licence, and from mySociety’s UK local authority names and codes under{' '}
          <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.
        </li>
        <li>
          Figures change as councils pledge and pots pay. An answer may be up to a minute old; quote
          the time you read it.
        </li>
        <li>
          Drafts, pitches that were not chosen, email addresses and bank details are never
          published.
        </li>
        <li>
          Found a mistake? <a href="/contact">Tell us</a>. It is put right by a new entry, never by
          changing an old one.
        </li>
      </ul>
    </Section>
  )
}
