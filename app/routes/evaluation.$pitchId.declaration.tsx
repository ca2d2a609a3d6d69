import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeclarationInput } from '#app/domain/evaluation/award.ts'
import { declareConflict } from '#app/domain/evaluation/declare-conflict.server.ts'
import { getDeclaration } from '#app/domain/evaluation/queries.server.ts'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const headingOf = (supplier: string) => `Your interests and ${supplier}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.supplierName) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getDeclaration(actor, idParam(params, 'pitchId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, DeclarationInput, async (input) => {
    const pitchId = idParam(params, 'pitchId')
    await declareConflict(actor, pitchId, input)
    return redirect(`/evaluation/${pitchId}/${input.hasConflict ? 'declaration' : 'scores'}`)
  })
}

export default function Declaration() {
  const { challenge, reference, supplierName, standing, declared } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}/evaluation`}>
      <PageTitle
        kicker={`Pitch ${reference}`}
        title={headingOf(supplierName)}
        lead="The pitch opens to you only if you have no conflict of interest with this supplier."
      />
      {standing === 'conflict' ? (
        <Notice title="You declared a conflict, so this pitch stays closed to you.">
          {declared?.detail ?? ''}
        </Notice>
      ) : (
        <Form result={result}>
          <RadioGroup
            name="conflict"
            label={`Do you have a conflict of interest with ${supplierName}?`}
            hint="Work, money, family or friendship that could sway you, or look as if it could"
            choices={[
              { value: 'no', label: 'No, I have none' },
              { value: 'yes', label: 'Yes', hint: 'The pitch stays closed to you' },
            ]}
            defaultValue={valueOf(result, 'conflict', declared ? 'no' : '')}
            error={errorOf(result, 'conflict')}
          />
          <TextArea
            name="detail"
            label="What is the conflict?"
            hint="Only if you chose yes"
            isOptional
            rows={3}
            defaultValue={valueOf(result, 'detail')}
            error={errorOf(result, 'detail')}
          />
          <Button>Declare and continue</Button>
        </Form>
      )}
    </Page>
  )
}
