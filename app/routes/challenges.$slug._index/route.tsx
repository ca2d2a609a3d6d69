import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { referenceOf } from '#app/domain/challenges/challenge.ts'
import {
  getChallengePage,
  type ChallengePage,
} from '#app/domain/reporting/challenge-page.server.ts'
import { formatDay } from '#app/core/time.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Contents, Headline, Page } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { PotsTag, StandingTag } from '../challenges._index/result.tsx'
import { Answer } from './answer.tsx'
import { LeadTools } from './lead-tools.tsx'
import { Money, MoneyPanel } from './money.tsx'
import { Pitches } from './pitches.tsx'
import { Pledges } from './pledges.tsx'
import { Problem } from './problem.tsx'
import { Questions } from './questions.tsx'
import { SharePanel, Sharing } from './sharing.tsx'
import { Follow, KeyFacts } from './side.tsx'
import { Updates } from './updates.tsx'
import { WhyMatch } from './why-match.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const asked = param(params, 'slug')
    const page = await getChallengePage(actor, asked)
    if (page.challenge.slug !== asked) throw redirect(`/challenges/${page.challenge.slug}`)
    return page
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        { title: pageTitle(data.challenge.title) },
        { name: 'description', content: data.challenge.summary },
      ]
    : [{ title: pageTitle('Page not found') }]

const crumbs = [
  { href: '/', name: 'Home' },
  { href: '/challenges', name: 'Challenges' },
]

export default function Challenge() {
  const page = useLoaderData<typeof loader>()
  const { challenge, figures } = page
  return (
    <Page crumbs={crumbs} crumbTitle={challenge.shortTitle} space="">
      <Answer />
      <Headline
        tags={
          <>
            <StandingTag standing={figures.standing} />
            <PotsTag count={figures.pots.length} />
          </>
        }
        title={challenge.title}
        lead={challenge.summary}
        aside={<Posted {...challenge} />}
      />
      <div className="with-side">
        <div className="stack-7">
          <Money {...page} />
          <Contents links={sectionsOf(page)} />
          <Problem {...page} />
          <Sharing {...page} />
          <WhyMatch {...page} />
          <Pledges {...page} />
          <Questions {...page} />
          <Pitches {...page} />
          <Updates {...page} />
        </div>
        <aside className="stack-5 side-sticky" aria-label="Pledge and key facts">
          <LeadTools {...page} />
          <MoneyPanel {...page} />
          <SharePanel {...page} />
          <KeyFacts {...page} />
          <Follow {...page} />
        </aside>
      </div>
    </Page>
  )
}

/** Only sections that this challenge has. */
const sectionsOf = ({ matches, round, pitchCall, nextDay }: ChallengePage) =>
  [
    { href: '#problem', name: 'The problem' },
    { href: '#who', name: 'Who shares it' },
    matches.groups.length > 0 && { href: '#match', name: 'Why this match' },
    round && { href: '#pledges', name: 'Pledges' },
    { href: '#questions', name: 'Questions' },
    (pitchCall || nextDay) && { href: '#pitches', name: 'Pitches' },
    { href: '#updates', name: 'Updates' },
  ].filter((section) => section !== false && section !== undefined)

type PostedProps = {
  leadCouncil: { name: string; officialName: string | null }
  publishedAt: Date
  changedAt: Date
  number: number
}

const Posted = ({ leadCouncil, publishedAt, changedAt, number }: PostedProps) => (
  <p>
    Posted by <strong className="ink">{leadCouncil.officialName ?? leadCouncil.name}</strong>
    <br />
    on {formatDay(publishedAt)}
    {formatDay(changedAt) !== formatDay(publishedAt) && `, last changed ${formatDay(changedAt)}`}
    <br />
    <span className="ref">Reference {referenceOf(number)}</span>
  </p>
)
