import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listCombinedAuthorities } from '#app/domain/organisations/council-queries.server.ts'
import { FunderInput } from '#app/domain/organisations/funder.ts'
import { registerFunder } from '#app/domain/organisations/register-funder.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { FunderFields } from '#app/ui/funder-fields.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Register a funder'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => ({ areas: await listCombinedAuthorities() }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FunderInput, async (input) => {
    const { id } = await registerFunder(actor, input)
    return redirect(`/joining/administrators/new?organisation=${id}`)
  })
}

export default function RegisterFunder() {
  const { areas } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/joining" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={title}
          lead="A body that will put money into pots. Make sure of it first: whoever you invite next decides over its money."
        />
        <FunderFields result={result} areas={areas} />
        <Buttons>
          <Button>Register and invite its administrator</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
