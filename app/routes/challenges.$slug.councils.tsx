import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import {
  getPublicChallenge,
  listPublicCoSignatures,
} from '#app/domain/challenges/queries.server.ts'
import { listInvolvedCouncils } from '#app/domain/reporting/tile-map.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { formatPounds } from '#app/core/money.ts'
import { formatCount } from '#app/core/number.ts'
import { formatShortDate } from '#app/core/time.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const challenge = await getPublicChallenge(param(params, 'slug'))
    const [councils, signatures] = await Promise.all([
      listInvolvedCouncils(challenge.id),
      listPublicCoSignatures(challenge.id),
    ])
    return { challenge, councils, signatures }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Councils that share ${data?.challenge.shortTitle ?? 'this'}`) },
]

export default function Councils() {
  const { challenge, councils, signatures } = useLoaderData<typeof loader>()
  const signatureOf = new Map(signatures.map((signature) => [signature.councilId, signature]))
  const rows = councils.map((council) => ({ ...council, signature: signatureOf.get(council.id) }))
  return (
    <Page
      crumbs={[
        { href: '/challenges', name: 'Challenges' },
        { href: `/challenges/${challenge.slug}`, name: challenge.shortTitle },
      ]}
      crumbTitle="Councils"
    >
      <PageTitle
        title={`Councils that share ${challenge.shortTitle}`}
        lead="The map as a table: who has the problem, what they say of it, and who has pledged money."
      />
      <DataTable
        label="Councils that share this problem"
        rows={rows}
        keyOf={({ id }) => id}
        columns={columns}
      />
    </Page>
  )
}

type Council = ReturnType<typeof useLoaderData<typeof loader>>['councils'][number]
type Signature = ReturnType<typeof useLoaderData<typeof loader>>['signatures'][number]

const columns: Column<Council & { signature: Signature | undefined }>[] = [
  { name: 'Council', show: ({ slug, name }) => <a href={`/organisations/${slug}`}>{name}</a> },
  {
    name: 'Nation or region',
    show: ({ nation, region }) => (nation === 'England' ? region : nation),
  },
  { name: 'Pledged', show: ({ hasPledged }) => (hasPledged ? 'Yes' : 'No') },
  {
    name: 'Joined on',
    show: ({ signature }) => (signature ? formatShortDate(signature.signedAt) : 'Pledged only'),
  },
  {
    name: 'Cases a year',
    isNumeric: true,
    show: ({ signature }) => orNotGiven(signature?.volumePerYear, formatCount),
  },
  {
    name: 'Cost a year',
    isNumeric: true,
    show: ({ signature }) => orNotGiven(signature?.yearlyCostPence, formatPounds),
  },
]

const orNotGiven = <T,>(value: T | null | undefined, format: (value: T) => string) =>
  value === null || value === undefined ? 'Not given' : format(value)
