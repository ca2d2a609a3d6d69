import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime, formatDay } from '#app/core/time.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { closeRound } from '#app/domain/pledges/close-round.server.ts'
import { listPublicExtensions } from '#app/domain/pledges/extension-queries.server.ts'
import { findVerdict } from '#app/domain/pledges/judge-now.server.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { canCloseEarly, formatClosing, type Reached } from '#app/domain/pledges/round.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Funding } from '#app/ui/funding-bar.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'The round of pledges'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

async function readRound(slug: string) {
  const challenge = await getPublicChallenge(slug)
  const round = await findFunding(challenge.id)
  if (!round) throw new Refusal('not-found', 'Pledging to this challenge has not opened yet.')
  return { challenge, round }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const { challenge, round } = await readRound(param(params, 'slug'))
    const canClose = actor !== undefined && canCloseEarly(actor, challenge) && !round.closedAt
    const { title, shortTitle, slug } = challenge
    return {
      challenge: { title, shortTitle, slug },
      round,
      canClose,
      asked: askedOf(request),
      ...(await readRoundNow(round)),
    }
  })
}

const askedOf = (request: Request) => {
  const { searchParams } = new URL(request.url)
  return { isDone: searchParams.has('done'), isExtended: searchParams.has('extended') }
}

/** What is not in the totals: how it would end as it stands, and when it was to close before. */
async function readRoundNow({ roundId, closedAt }: { roundId: string; closedAt: Date | null }) {
  const extensions = await listPublicExtensions(roundId)
  return { extensions, verdict: closedAt ? undefined : await findVerdict(roundId) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, z.object({}), async () => {
    const { round } = await readRound(slug)
    await closeRound(actor, round.roundId)
    return redirect(`/challenges/${slug}/round?done`)
  })
}

export default function Round() {
  const { challenge, round, asked } = useLoaderData<typeof loader>()
  const href = `/challenges/${challenge.slug}`
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href, name: challenge.shortTitle },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle={heading}>
      {asked.isExtended && (
        <Notice tone="ok" isAnswer title="Pledging is extended.">
          Every council that pledged gets an email.
        </Notice>
      )}
      {asked.isDone && (
        <Notice
          tone="ok"
          isAnswer
          title={round.closedAt ? 'Pledging is closed.' : 'Pledging is open.'}
        >
          {round.closedAt
            ? outcomeWords[round.outcome ?? 'lapsed']
            : 'Councils can pledge from now.'}
        </Notice>
      )}
      <PageTitle title={heading} lead={`To “${challenge.title}”.`} />
      <Standing />
      <Deadlines />
      <Close />
      <p>
        <a href={`${href}/pledges`}>See all pledges</a>
      </p>
    </Page>
  )
}

const outcomeWords = {
  funded: 'The terms were met. Every pledge that counted is called, and its match is committed.',
  lapsed:
    'The terms were not met. Every pledge has lapsed, nobody pays, and the match is back in the pots.',
}

function Standing() {
  const { round, verdict } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Funding
        pledgedPence={round.pledgedPence}
        matchedPence={round.matchedPence}
        waitingPence={round.closedAt ? 0n : round.indicativePence}
        targetPence={round.targetPence}
        stretchPence={round.stretchPence ?? undefined}
        councils={round.councilCount}
        lapsed={round.outcome === 'lapsed'}
        isOver={round.closedAt !== null}
      />
      <SummaryList
        rows={[
          {
            name: 'Target',
            value: `${formatPounds(round.targetPence)}, with match counted in`,
          },
          ...(round.stretchPence === null
            ? []
            : [
                {
                  name: 'Stretch target',
                  value: `${formatPounds(round.stretchPence)}: pledges are taken until then, match only up to the target`,
                },
              ]),
          {
            name: 'Councils',
            value: `${countOf(round.councilCount, 'council')}, at least ${round.minimumCouncils} needed`,
          },
          { name: 'Smallest pledge', value: formatPounds(round.smallestPledgePence) },
          ...standingRows(verdict?.reached, round),
          ...(round.closedAt
            ? [
                { name: 'Closed', value: formatDateTime(round.closedAt) },
                { name: 'Outcome', value: outcomeWords[round.outcome ?? 'lapsed'] },
              ]
            : [
                {
                  name: 'Waiting for sign-off',
                  value:
                    round.indicativePence > 0n
                      ? `${formatPounds(round.indicativePence)}, not counted yet`
                      : 'None',
                },
                { name: 'Closes', value: `At ${formatClosing(round)}` },
              ]),
        ]}
      />
    </div>
  )
}

/** What counts as it stands, where conditions make that less than what is pledged. */
function standingRows(reached: Reached | undefined, round: Reached) {
  if (!reached) return []
  const pence = reached.pledgedPence + reached.matchedPence
  if (pence === round.pledgedPence + round.matchedPence) return []
  const value = `${formatPounds(pence)} from ${countOf(reached.councilCount, 'council')} and the pots, after each pledge’s conditions`
  return [{ name: 'Counts as it stands', value }]
}

/** Each day the round was to close on, and why it moved. */
function Deadlines() {
  const { extensions } = useLoaderData<typeof loader>()
  if (extensions.length === 0) return null
  return (
    <Section id="deadlines" title="When it was to close">
      <ul className="stack">
        {extensions.map(({ id, fromClosesAt, toClosesAt, reason, extendedAt, ...sums }) => (
          <li key={id}>
            On {formatDay(extendedAt)} the lead council moved the closing from{' '}
            {formatClosing({ closesAt: fromClosesAt })} to {formatClosing({ closesAt: toClosesAt })}
            {stretchMoved(sums)}: “{reason}”
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Stretch = { fromStretchPence: Pence | null; toStretchPence: Pence | null }

function stretchMoved({ fromStretchPence, toStretchPence }: Stretch) {
  if (toStretchPence === null) return ''
  if (fromStretchPence === null)
    return `, and set a stretch target of ${formatPounds(toStretchPence)}`
  return `, and raised the stretch target from ${formatPounds(fromStretchPence)} to ${formatPounds(toStretchPence)}`
}

function Close() {
  const { challenge, round, canClose, verdict } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (!canClose || !verdict) return null
  const { pledgedPence, matchedPence, councilCount } = verdict.reached
  const reachedPence = pledgedPence + matchedPence
  const [missing] = [
    reachedPence < round.targetPence &&
      `${formatPounds(round.targetPence - reachedPence)} is left to find.`,
    `${countOf(round.minimumCouncils - councilCount, 'more council')} must pledge.`,
  ].filter(Boolean)
  const extend = <a href={`/challenges/${challenge.slug}/round/extension`}>Extend pledging</a>
  if (!verdict.isMet)
    return (
      <>
        <Notice title="You can close early once the terms are met.">{missing || undefined}</Notice>
        <p>{extend}</p>
      </>
    )
  return (
    <Form result={result}>
      <Notice tone="warn" title="The terms are met, so you may close early.">
        No council can pledge or withdraw after that. Pledges are called from each council, pledges
        that wait to be signed lapse, and the match is committed.
      </Notice>
      <Buttons>
        <Button>Close pledging at {formatPounds(reachedPence)}</Button>
        {extend}
      </Buttons>
    </Form>
  )
}
