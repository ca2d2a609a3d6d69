import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDay, londonDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { unlockSpending } from '#app/domain/organisations/lock-spending.server.ts'
import { listScheme } from '#app/domain/organisations/scheme-queries.server.ts'
import { EndInput, lockLaws, requireSchemeKeeper } from '#app/domain/organisations/spending-lock.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('When does this lock end?') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireSchemeKeeper(actor)
    const lock = await findLock(actor, idParam(params, 'lockId'))
    return { lock, today: londonDay(clock.now()) }
  })
}

async function findLock(actor: Actor, id: string) {
  const lock = (await listScheme(actor)).locks.find((one) => one.id === id)
  if (!lock) throw new Refusal('not-found', 'Page not found')
  return lock
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, EndInput, async (input) => {
    await unlockSpending(actor, idParam(params, 'lockId'), input)
    return redirect('/workspace/scheme?saved=lock#locks')
  })
}

export default function EndLock() {
  const { lock, today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/scheme" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title="When does this lock end?"
          lead={`${lockLaws[lock.kind].name}, in force since ${formatDay(lock.from)} (${lock.source}).`}
        />
        <DateField
          name="on"
          label="First day without it"
          hint="Today or later."
          min={today}
          error={errorOf(result, 'on')}
          defaultValue={valueOf(result, 'on', today)}
        />
        <Buttons>
          <Button>End the lock</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
