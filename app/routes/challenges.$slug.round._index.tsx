import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { closeRound } from '#app/domain/pledges/close-round.server.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { areTermsMet, canCloseEarly, formatClosing } from '#app/domain/pledges/round.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Funding } from '#app/ui/funding-bar.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
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
    const isDone = new URL(request.url).searchParams.has('done')
    return {
      challenge: { title, shortTitle, slug },
      round,
      canClose,
      isMet: areTermsMet(round, round),
      isDone,
    }
  })
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
  const { challenge, round, isDone } = useLoaderData<typeof loader>()
  const href = `/challenges/${challenge.slug}`
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href, name: challenge.shortTitle },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle={heading}>
      {isDone && (
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
  const { round } = useLoaderData<typeof loader>()
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
          {
            name: 'Councils',
            value: `${countOf(round.councilCount, 'council')}, at least ${round.minimumCouncils} needed`,
          },
          { name: 'Smallest pledge', value: formatPounds(round.smallestPledgePence) },
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

function Close() {
  const { round, canClose, isMet } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (!canClose) return null
  const [missing] = [
    round.remainingPence > 0n && `${formatPounds(round.remainingPence)} is left to find.`,
    `${countOf(round.minimumCouncils - round.councilCount, 'more council')} must pledge.`,
  ].filter(Boolean)
  if (!isMet)
    return (
      <Notice title="You can close early once the terms are met.">{missing || undefined}</Notice>
    )
  return (
    <Form result={result}>
      <Notice tone="warn" title="The terms are met, so you may close early.">
        No council can pledge or withdraw after that. Pledges are called from each council, pledges
        that wait to be signed lapse, and the match is committed.
      </Notice>
      <Buttons>
        <Button>Close pledging at {formatPounds(round.pledgedPence + round.matchedPence)}</Button>
      </Buttons>
    </Form>
  )
}
