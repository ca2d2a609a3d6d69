import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getModeration } from '#app/domain/evaluation/queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { TaskList } from '#app/ui/lists.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'

const heading = 'Agree the scores'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getModeration(actor, param(params, 'slug')))
}

export default function Moderation() {
  const { challenge, isReady, pitches } = useLoaderData<typeof loader>()
  const evaluation = `/challenges/${challenge.slug}/evaluation`
  return (
    <Page back={evaluation}>
      <PageTitle
        kicker={challenge.shortTitle}
        title={heading}
        lead="Talk through each pitch together. The lead council’s assessor writes down one score for each criterion, and the reason the supplier will read."
      />
      <h2>Pitches</h2>
      {!isReady ? (
        <Empty
          title="Not everybody has finished scoring"
          action={<ButtonLink href={evaluation}>See who is still scoring</ButtonLink>}
        >
          Scores are shown side by side when every assessor has finished.
        </Empty>
      ) : (
        <TaskList
          tasks={pitches.map(({ id, supplierName, reference, isAgreed }) => ({
            href: `/evaluation/${id}/moderation`,
            title: `${supplierName}, ${reference}`,
            status: isAgreed ? 'Done' : 'Not started',
            tone: isAgreed ? 'ok' : 'wait',
          }))}
        />
      )}
      {isReady && pitches.every(({ isAgreed }) => isAgreed) && (
        <Notice tone="ok" title="Every score is agreed.">
          <p>
            The lead council can{' '}
            <a href={`/challenges/${challenge.slug}/award`}>decide the award</a>.
          </p>
        </Notice>
      )}
    </Page>
  )
}
