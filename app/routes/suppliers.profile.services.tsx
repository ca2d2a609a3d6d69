import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listServiceAreas } from '#app/domain/challenges/draft-queries.server.ts'
import { getOwnProfile } from '#app/domain/profiles/profile-queries.server.ts'
import { MOST_SERVICES, ServicesInput } from '#app/domain/profiles/profile.ts'
import { saveServices } from '#app/domain/profiles/save-services.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { CheckboxGroups } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { serviceGroups } from '#app/ui/listing-fields.tsx'
import { Page } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Which services do you work on?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const [{ profile }, headings] = await Promise.all([getOwnProfile(actor), listServiceAreas()])
    return { headings, chosen: profile.services.map(({ id }) => String(id)) }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ServicesInput, async (input) => {
    await saveServices(actor, input)
    return redirect('/suppliers/profile?saved')
  })
}

export default function Services() {
  const { headings, chosen } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/suppliers/profile" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <CheckboxGroups
          name="services"
          label={heading}
          hint={`From the register of local government services, ${MOST_SERVICES} at most. Councils find you by them.`}
          isHeading
          error={errorOf(result, 'services')}
          defaultValues={valuesOf(result, 'services', chosen)}
          groups={serviceGroups(headings)}
        />
        <Buttons>
          <Button>Save these services</Button>
          <a href="/suppliers/profile">Cancel</a>
        </Buttons>
      </Form>
    </Page>
  )
}
