import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDateTime, formatShortDate } from '#app/core/time.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { listPublicInKind } from '#app/domain/pledges/in-kind-queries.server.ts'
import { canOfferInKind, isOpenForInKind } from '#app/domain/pledges/in-kind.ts'
import { pledgeReference } from '#app/domain/pledges/pledge.ts'
import {
  findFunding,
  listPublicPledges,
  type PublicPledge,
} from '#app/domain/pledges/queries.server.ts'
import { addStandings } from '#app/domain/pledges/standing-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { FundingBar, FundingFigures } from '#app/ui/funding-bar.tsx'
import { InKind } from '#app/ui/in-kind.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Lines } from '#app/ui/pledge.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const headingFor = (title: string) => `Pledges to “${title}”`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.challenge.title) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const { id, slug, title, shortTitle, stage } = await getPublicChallenge(param(params, 'slug'))
    const after = cursorOf(request, 'after') ?? 0
    const [round, page, offers] = await Promise.all([
      findFunding(id),
      listPublicPledges(id, { after }),
      listPublicInKind(id),
    ])
    const about = { challenge: { slug, title, shortTitle }, round, after, asAt: clock.now() }
    const pledges = await addStandings(round ? [round.roundId] : [], page.pledges)
    const mayOffer = isOpenForInKind({ stage }) && (!actor || canOfferInKind(actor))
    const ownCouncilId = mayOffer ? actor?.organisationId : undefined
    return { ...about, pledges, next: page.next, inKind: { offers, mayOffer, ownCouncilId } }
  })
}

const columns: Column<PublicPledge & { standing: string | undefined }>[] = [
  {
    name: 'Council',
    show: ({ councilName, isLead }) => (
      <>
        {councilName ?? 'A council, named once the target is met'}
        {isLead && ' (lead council)'}
      </>
    ),
  },
  {
    name: 'Pledge',
    show: ({ number }) => (
      <a href={`/pledges/${pledgeReference(number)}`}>{pledgeReference(number)}</a>
    ),
  },
  { name: 'Area', show: ({ areaName }) => areaName ?? 'None' },
  {
    name: 'Conditions, and how it stands',
    show: ({ conditions, standing, closingReason }) => (
      <div>
        <Lines lines={conditions} none="None" />
        {(standing ?? closingReason) && <p className="small muted">{standing ?? closingReason}</p>}
      </div>
    ),
  },
  { name: 'Signed', show: ({ signedAt }) => formatShortDate(signedAt) },
  { name: 'Amount', isNumeric: true, show: ({ amountPence }) => formatPounds(amountPence) },
]

export default function Pledges() {
  const { challenge, round, pledges, next, after, asAt, inKind } = useLoaderData<typeof loader>()
  const href = `/challenges/${challenge.slug}`
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href, name: challenge.shortTitle },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle="Pledges">
      <PageTitle title={headingFor(challenge.title)} lead={`At ${formatDateTime(asAt)}.`} />
      {round && (
        <div className="stack-2">
          <FundingBar
            pledgedPence={round.pledgedPence}
            matchedPence={round.matchedPence}
            waitingPence={round.closedAt ? 0n : round.indicativePence}
            targetPence={round.targetPence}
            lapsed={round.outcome === 'lapsed'}
          />
          <FundingFigures {...round} statement={`${href}/statement`} />
          <p>
            {countOf(round.councilCount, 'council')} of at least {round.minimumCouncils} needed.{' '}
            <a href={`${href}/round`}>See the terms of the round</a>
          </p>
        </div>
      )}
      <DataTable
        label="Table of pledges"
        rows={pledges}
        columns={columns}
        keyOf={({ number }) => String(number)}
        empty={
          <Empty title="No signed pledges" action={<a href={href}>Back to the challenge</a>}>
            Pledges are listed here from the moment they are signed.
          </Empty>
        }
      />
      <PageByPage
        first={after > 0 && `${href}/pledges`}
        next={next !== undefined && `${href}/pledges?after=${next}`}
      >
        <a href={`${href}/pledges.csv`}>Download CSV</a>
        {round && <a href={`${href}/shares`}>Fair shares for each council</a>}
      </PageByPage>
      <InKind {...inKind} slug={challenge.slug} />
    </Page>
  )
}
