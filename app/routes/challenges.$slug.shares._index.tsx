import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds, poundsForInput, type Pence } from '#app/core/money.ts'
import { countOf, formatCount } from '#app/core/number.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import {
  shareWayLabel,
  shareWays,
  type Sharer,
  type ShareWay,
} from '#app/domain/pledges/fair-share.ts'
import { suggestPublicShares } from '#app/domain/pledges/share-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { MoneyField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { readShareQuestion } from '#app/web/share-question.server.ts'

const heading = 'Fair shares'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(heading, data?.result) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const { id, slug, title, shortTitle } = await getPublicChallenge(param(params, 'slug'))
    const { question, result, query } = readShareQuestion(request)
    const shares = await suggestPublicShares({ challengeId: id, question })
    return { challenge: { slug, title, shortTitle }, ...shares, result, query }
  })
}

export default function FairShares() {
  const { challenge, round, ways, of, result, query } = useLoaderData<typeof loader>()
  const href = `/challenges/${challenge.slug}`
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href, name: challenge.shortTitle },
    { href: `${href}/pledges`, name: 'Pledges' },
  ]
  const sum = formatPounds(ways[0]?.sumPence ?? round.targetPence)
  const what = of === 'left' ? 'What is left to find' : 'The target'
  return (
    <Page crumbs={crumbs} crumbTitle={heading}>
      {result && <ErrorSummary result={result} />}
      <PageTitle
        title={heading}
        lead={`${what}, ${sum}, shared out three ways over the councils that have this problem. It is a suggestion: each council decides its own pledge.`}
      />
      <Bounds />
      <Told />
      <SharesTable />
      <p className="small muted measure">
        Match is not counted in, so with match each council may need less. Shares are whole pounds
        by largest remainder and add up exactly.
      </p>
      <p className="btns">
        <a href={`${href}/shares.csv${query}`}>Download CSV</a>
        <a href={`${href}/pledges`}>See all pledges</a>
      </p>
    </Page>
  )
}

function Bounds() {
  const { leastPence, mostPence, of, result } = useLoaderData<typeof loader>()
  return (
    <form method="get" className="stack">
      <RadioGroup
        name="of"
        label="Share out"
        choices={[
          { value: 'target', label: 'The whole target' },
          { value: 'left', label: 'What is left to find' },
        ]}
        defaultValue={of}
      />
      <MoneyField
        name="least"
        label="Least for a council"
        error={errorOf(result, 'least')}
        defaultValue={valueOf(result, 'least', poundsForInput(leastPence))}
      />
      <MoneyField
        name="most"
        label="Most for a council"
        isOptional
        error={errorOf(result, 'most')}
        defaultValue={valueOf(
          result,
          'most',
          mostPence === undefined ? '' : poundsForInput(mostPence),
        )}
      />
      <Buttons>
        <Button look="second">Share out again</Button>
      </Buttons>
    </form>
  )
}

/** What a way cannot do, and whom it leaves out. */
function Told() {
  const { ways } = useLoaderData<typeof loader>()
  const told = ways.filter(({ cannot, leftOut }) => cannot ?? leftOut.length > 0)
  if (told.length === 0) return null
  return (
    <Notice>
      <ul className="plain stack-2">
        {told.map(({ way, cannot, leftOut }) => (
          <li key={way}>
            <strong>{shareWayLabel[way]}:</strong> {cannot ?? describeLeftOut(leftOut)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const NAMES_SHOWN = 5

function describeLeftOut(leftOut: Sharer[]) {
  const names = leftOut.slice(0, NAMES_SHOWN).map(({ name }) => name)
  const more = leftOut.length - names.length
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
  return `leaves out ${countOf(leftOut.length, 'council')} without the number it needs: ${list}.`
}

type Row = Sharer & { shares: Map<ShareWay, Pence> }

const columns: Column<Row>[] = [
  { name: 'Council', show: ({ name }) => name },
  {
    name: 'People',
    isNumeric: true,
    show: ({ population }) => (population === null ? 'Not known' : formatCount(population)),
  },
  {
    name: 'Cases a year',
    isNumeric: true,
    show: ({ volumePerYear }) =>
      volumePerYear === null ? 'Not given' : formatCount(volumePerYear),
  },
  ...shareWays.map((way) => ({
    name: shareWayLabel[way],
    isNumeric: true,
    show: ({ shares }: Row) => {
      const pence = shares.get(way)
      return pence === undefined ? 'None' : formatPounds(pence)
    },
  })),
]

function SharesTable() {
  const { challenge, sharers, ways } = useLoaderData<typeof loader>()
  const rows = sharers.map((sharer) => {
    const shares = new Map<ShareWay, Pence>()
    for (const { way, shares: all } of ways) {
      const own = all.find(({ councilId }) => councilId === sharer.councilId)
      if (own) shares.set(way, own.amountPence)
    }
    return { ...sharer, shares }
  })
  const total = ways.map(({ shares, sumPence }) =>
    shares.length > 0 ? formatPounds(sumPence) : 'None',
  )
  return (
    <DataTable
      label="Table of fair shares"
      rows={rows}
      columns={columns}
      keyOf={({ councilId }) => councilId}
      total={{ name: 'Total', values: total }}
      empty={
        <Empty
          title="No councils yet"
          action={<a href={`/challenges/${challenge.slug}`}>Back to the challenge</a>}
        >
          Councils are listed here once they say they have this problem too.
        </Empty>
      }
    />
  )
}
