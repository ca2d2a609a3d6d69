import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { discardDraft } from '#app/domain/challenges/discard-draft.server.ts'
import { getDraft } from '#app/domain/challenges/draft-queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ draft: await getDraft(actor, idParam(params, 'draftId')) }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    await discardDraft(actor, idParam(params, 'draftId'))
    return redirect('/challenges/drafts')
  })
}

const title = 'Delete this draft'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export default function Deletion() {
  const { draft } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const path = `/challenges/drafts/${draft.id}`
  return (
    <Page back={path}>
      <PageTitle title={title} kicker={draft.title} />
      <p className="measure">
        All answers go for good, for your colleagues too. Nothing of it was ever public.
      </p>
      <Form result={result}>
        <Buttons>
          <Button>Delete this draft</Button>
          <ButtonLink href={path} look="second">
            Keep it
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
