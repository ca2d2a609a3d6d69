import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { askQuestion } from '#app/domain/challenges/ask-question.server.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { AskInput } from '#app/domain/challenges/question.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    challenge: await getPublicChallenge(param(params, 'slug')),
    isSupplier: actor.organisationKind === 'supplier',
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, AskInput, async (input) => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    await askQuestion(actor, id, input)
    return redirect(`/challenges/${slug}?asked#questions`)
  })
}

export const meta: MetaFunction = ({ data }) => [{ title: pageTitle(data ? title : 'Not found') }]

const title = 'What do you want to know?'

export default function AskAQuestion() {
  const { challenge, isSupplier, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      <Form result={result}>
        <StepLine>{challenge.shortTitle}</StepLine>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <TextArea
          name="text"
          label={title}
          isHeading
          hint={
            isSupplier
              ? 'The question is published with its answer, without your name. Do not name your firm or product in it.'
              : 'The question is published with its answer and the name of your organisation.'
          }
          limit="At most 1,000 characters"
          defaultValue={valueOf(result, 'text')}
          error={errorOf(result, 'text')}
        />
        <Buttons>
          <Button>Ask {challenge.leadCouncil.name}</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
