import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { getFeedback } from '#app/domain/evaluation/award-queries.server.ts'
import { formatScore } from '#app/domain/evaluation/result.ts'
import { formatWeight } from '#app/domain/pitches/pitch-call.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show } from '#app/web/answer.server.ts'

const heading = 'Your scores'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getFeedback(actor, idParam(params, 'pitchId')))
}

type Awarded = Pick<
  Awaited<ReturnType<typeof getFeedback>>,
  'publishedAt' | 'standstillEndsOn' | 'state'
>

function whereItStands({ publishedAt, standstillEndsOn, state }: Awarded) {
  if (!publishedAt || !standstillEndsOn) return 'The award is not public yet: you are told first.'
  const published = `The award was published on ${formatDate(publishedAt)}.`
  const lastDay = formatDate(standstillEndsOn)
  return state === 'standstill'
    ? `${published} The standstill runs to the end of ${lastDay}; until then tell the lead council if something looks wrong.`
    : `${published} The standstill ran to the end of ${lastDay}.`
}

export default function Feedback() {
  const feedback = useLoaderData<typeof loader>()
  const { challenge, hasWon, winnerName, scores } = feedback
  return (
    <Page back={`/challenges/${challenge.slug}/pitch`}>
      <PageTitle
        kicker={`Pitch ${feedback.reference}, ${challenge.title}`}
        title={heading}
        lead={
          hasWon
            ? `Your pitch is awarded, with ${formatScore(feedback.score)}.`
            : `Your pitch scored ${formatScore(feedback.score)}. The award goes to ${winnerName}, with ${formatScore(feedback.winningScore)}.`
        }
      />
      <Notice>{whereItStands(feedback)}</Notice>
      <section className="stack">
        <h2>Why {hasWon ? 'you were' : `${winnerName} was`} chosen</h2>
        <p className="measure">{feedback.awardReason}</p>
      </section>
      <DataTable
        label="Your scores, with reasons"
        rows={scores}
        keyOf={({ position }) => String(position)}
        columns={[
          {
            name: 'Criterion',
            show: ({ name, weightBasisPoints }) => `${name}, ${formatWeight(weightBasisPoints)}`,
          },
          { name: 'Your score', isNumeric: true, show: ({ points }) => `${points} of 5` },
          { name: 'Reason', show: ({ reason }) => reason },
          ...(hasWon
            ? []
            : [
                {
                  name: 'Awarded pitch',
                  isNumeric: true,
                  show: ({ winningPoints }: (typeof scores)[number]) => `${winningPoints} of 5`,
                },
                {
                  name: 'Reason for the awarded pitch',
                  show: ({ winningReason }: (typeof scores)[number]) => winningReason,
                },
              ]),
        ]}
      />
    </Page>
  )
}
