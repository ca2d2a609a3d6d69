import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { getChallengeForActor } from '#app/domain/challenges/queries.server.ts'
import { reviseChallenge } from '#app/domain/challenges/revise-challenge.server.ts'
import { RevisionInput } from '#app/domain/challenges/update.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { SavedNow } from '#app/ui/saved-now.tsx'
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
  return submit(request, RevisionInput, async (input) => {
    const { id, slug } = await getChallengeForActor(actor, param(params, 'slug'))
    await reviseChallenge(actor, id, input)
    return redirect(`/challenges/${slug}?updated#updates`)
  })
}

export const meta: MetaFunction = () => [{ title: pageTitle('Change the description') }]

const fields = [
  { name: 'summary', label: 'Summary', rows: 3, limit: 'At most 300 characters' },
  {
    name: 'problem',
    label: 'The problem',
    rows: 10,
    limit: 'At most 6,000 characters',
    isProse: true,
  },
  { name: 'outcome', label: 'What good looks like', rows: 5, hint: 'One point on each line' },
] as const

export default function Description() {
  const { challenge, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const seenAt = challenge.changedAt.toISOString()
  const text = (name: 'summary' | 'problem' | 'outcome') => challenge[name]
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      <Form result={result}>
        <PageTitle
          title="Change the description"
          kicker={challenge.shortTitle}
          lead="Councils may have pledged to what it says now, so the change and your reason for it are public."
        />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <input type="hidden" name="seenAt" value={seenAt} />
        <SavedNow
          result={result}
          seenAt={seenAt}
          rows={fields.map(({ name, label }) => ({ name, label, saved: text(name) }))}
        />
        {fields.map(({ name, ...field }) => (
          <TextArea
            key={name}
            name={name}
            {...field}
            defaultValue={valueOf(result, name, text(name))}
            error={errorOf(result, name)}
          />
        ))}
        <TextArea
          name="note"
          label="What changed, and why?"
          hint="Public, on the challenge’s timeline"
          rows={3}
          limit="At most 500 characters"
          defaultValue={valueOf(result, 'note')}
          error={errorOf(result, 'note')}
        />
        <Buttons>
          <Button>Publish this change</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
