import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { addSuccessor } from '#app/domain/successions/add-successor.server.ts'
import { getSplitToArrange } from '#app/domain/successions/people-queries.server.ts'
import { OtherSuccessorInput } from '#app/domain/successions/split.ts'
import { sayPart } from '#app/domain/successions/succession.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { fieldsOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { SuccessorFields } from '#app/ui/succession-fields.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const title = 'Name another council'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const succession = await getSplitToArrange(actor, idParam(params, 'successionId'))
    return { succession, operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'successionId')
  return submit(request, OtherSuccessorInput, async (input) => {
    await addSuccessor(actor, id, input)
    return redirect(`/successions/${id}?done=named#split`)
  })
}

export default function NewSuccessor() {
  const { succession, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/successions/${succession.id}`} subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={title}
          lead={`${sayPart(succession)}. Another council takes people and begins anew: it answers for nothing of before.`}
        />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <SuccessorFields label="Which council is it?" of={fieldsOf(result)} />
        <Buttons>
          <Button>Name this council</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
