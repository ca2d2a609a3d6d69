import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { proposeSuccession } from '#app/domain/successions/propose-succession.server.ts'
import { requireSuccessionKeeper, SuccessionInput } from '#app/domain/successions/succession.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { fieldsOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { SuccessionFields } from '#app/ui/succession-fields.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Propose a succession'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => {
    requireSuccessionKeeper(actor)
    return Promise.resolve({ operationKey: newId() })
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, SuccessionInput, async (input) => {
    const { id } = await proposeSuccession(actor, input)
    return redirect(`/successions/${id}?done=proposed`)
  })
}

export default function NewSuccession() {
  const { operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/successions" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={title}
          lead="Nothing changes by this. The next page shows what would move, and a second operator has to confirm it."
        />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <SuccessionFields of={fieldsOf(result)} />
        <Buttons>
          <Button>Propose it and see what moves</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
