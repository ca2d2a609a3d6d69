import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { actFor, ActForInput } from '#app/domain/auth/act-for.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { findSignedIn, requireActor, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

const heading = 'Who do you act for?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { organisationId, organisationName } = await requireActor(request)
  return show(async () => {
    const others = (await findSignedIn(request))?.otherOrganisations ?? []
    const now = { id: organisationId, name: organisationName }
    return { now, organisations: [now, ...others.map(({ id, name }) => ({ id, name }))] }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ActForInput, async (input) => {
    await actFor(tokenOf(request) ?? '', input)
    return redirect(safeNext(input.next))
  })
}

export default function ActingFor() {
  const { now, organisations } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      <Form result={result}>
        <RadioGroup
          name="organisationId"
          label={heading}
          isHeading
          hint="What you see and may do depends on it. You can change it at any time in the menu."
          error={errorOf(result, 'organisationId')}
          defaultValue={valueOf(result, 'organisationId', now.id)}
          choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Buttons>
          <Button>Act for this organisation</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
