import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { postUpdate } from '#app/domain/challenges/post-update.server.ts'
import { getChallengeForActor } from '#app/domain/challenges/queries.server.ts'
import { UpdateInput } from '#app/domain/challenges/update.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    challenge: await getChallengeForActor(actor, param(params, 'slug')),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, UpdateInput, async (input) => {
    const { id, slug } = await getChallengeForActor(actor, param(params, 'slug'))
    await postUpdate(actor, id, input)
    return redirect(`/challenges/${slug}?updated#updates`)
  })
}

export const meta: MetaFunction = () => [{ title: pageTitle('Post an update') }]

export default function PostAnUpdate() {
  const { challenge, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      <Form result={result}>
        <PageTitle
          title="Post an update"
          kicker={challenge.shortTitle}
          lead="Everybody can read it on the challenge’s page. Those who follow it get an email."
        />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <TextField
          name="title"
          label="Headline"
          hint="For example, Scope made clearer"
          defaultValue={valueOf(result, 'title')}
          error={errorOf(result, 'title')}
        />
        <TextArea
          name="body"
          label="What is new?"
          limit="At most 4,000 characters"
          defaultValue={valueOf(result, 'body')}
          error={errorOf(result, 'body')}
        />
        <Buttons>
          <Button>Post this update</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
