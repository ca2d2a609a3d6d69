import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { countOf } from '#app/core/number.ts'
import { canDraft } from '#app/domain/challenges/challenge.ts'
import { listDrafts } from '#app/domain/challenges/draft-queries.server.ts'
import { stepAfterSaving, StartInput } from '#app/domain/challenges/draft.ts'
import { startDraft } from '#app/domain/challenges/start-draft.server.ts'
import { listOfficers } from '#app/domain/organisations/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { NoPermission } from '#app/ui/no-permission.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { TitleFields } from './challenges.drafts.$draftId.$step/title-fields.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const mayDraft = canDraft(actor)
    const [drafts, officers] = await Promise.all([
      listDrafts(actor),
      mayDraft ? [] : listOfficers(actor),
    ])
    return { actor, mayDraft, drafts: drafts.length, officers, operationKey: newId() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, StartInput, async (input) => {
    const { id } = await startDraft(actor, input)
    return redirect(`/challenges/drafts/${id}${stepAfterSaving('title', false)}`)
  })
}

export const meta: MetaFunction = () => [{ title: pageTitle('Post a challenge') }]

export default function PostAChallenge() {
  const { actor, mayDraft, officers } = useLoaderData<typeof loader>()
  return (
    <Page back="/challenges">
      {mayDraft ? (
        <TitleForm />
      ) : (
        <NoPermission
          title="Post a challenge"
          organisationKind={actor.organisationKind}
          organisationName={actor.organisationName}
          deed="post a challenge"
          officers={officers}
        />
      )}
    </Page>
  )
}

function TitleForm() {
  const { actor, drafts, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Form result={result}>
      <PageTitle
        title="Post a challenge"
        lead={`Seven short pages, saved as you go. Only officers of ${actor.organisationName} see it until you publish.`}
      />
      {drafts > 0 && (
        <Notice>
          <p>
            Your council has {countOf(drafts, 'draft')}.{' '}
            <a href="/challenges/drafts">Go on with one</a>
          </p>
        </Notice>
      )}
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <TitleFields result={result} />
      <Buttons>
        <Button>Save and continue</Button>
      </Buttons>
    </Form>
  )
}
