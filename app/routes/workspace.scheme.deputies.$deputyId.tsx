import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import { formatDay } from '#app/core/time.ts'
import { endDeputy } from '#app/domain/organisations/appoint-deputy.server.ts'
import { listDeputies } from '#app/domain/organisations/scheme-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireSchemeKeeper } from '#app/domain/organisations/spending-lock.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'End this deputy’s time now?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireSchemeKeeper(actor)
    const deputies = await listDeputies(actor.organisationId)
    const deputy = deputies.find(({ id }) => id === idParam(params, 'deputyId'))
    if (!deputy) throw new Refusal('not-found', 'Page not found')
    return { deputy }
  })
}

const Confirmation = z.object({ end: z.literal('now') })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, Confirmation, async () => {
    await endDeputy(actor, idParam(params, 'deputyId'))
    return redirect('/workspace/scheme?saved=deputy#deputies')
  })
}

export default function EndDeputy() {
  const { deputy } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const { name, principalName, from, through } = deputy
  return (
    <Page back="/workspace/scheme" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead={`${name} stands in for ${principalName} from ${formatDay(from)} to ${formatDay(through)}. What is signed already stays signed.`}
        />
        <input type="hidden" name="end" value="now" />
        <Buttons>
          <Button>End it now</Button>
          <a href="/workspace/scheme">Keep it</a>
        </Buttons>
      </Form>
    </Page>
  )
}
