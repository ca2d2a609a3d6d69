import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getDraft } from '#app/domain/challenges/draft-queries.server.ts'
import { listSimilarChallenges } from '#app/domain/challenges/similar-queries.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show } from '#app/web/answer.server.ts'
import { SimilarList } from './challenges.drafts.$draftId.$step/similar-list.tsx'

/** Between the title and the next question, for those who saw nothing appear while they typed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const draft = await getDraft(actor, idParam(params, 'draftId'))
    const similar = await listSimilarChallenges(draft.title, draft.id)
    if (similar.length === 0) throw redirect(`/challenges/drafts/${draft.id}/problem`)
    return { draft, similar }
  })
}

const title = 'Is it one of these?'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export default function Similar() {
  const { draft, similar } = useLoaderData<typeof loader>()
  const path = `/challenges/drafts/${draft.id}`
  return (
    <Page back={`${path}/title`}>
      <PageTitle
        title={title}
        kicker={draft.title}
        lead="Other councils may have written this problem down already. Saying “we have this problem too” counts for more than a second challenge."
      />
      <SimilarList similar={similar} />
      <Buttons>
        <ButtonLink href={`${path}/problem`}>No, go on with ours</ButtonLink>
        <ButtonLink href={`${path}/deletion`} look="second">
          Yes, delete our draft
        </ButtonLink>
      </Buttons>
    </Page>
  )
}
