import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmWayBack } from '#app/domain/auth/confirm-way-back.server.ts'
import { ConfirmWayBackInput } from '#app/domain/auth/way-back.ts'
import { listWaysBack } from '#app/domain/auth/way-back-queries.server.ts'
import { ConfirmWayBack } from '#app/ui/confirm-way-back.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Let somebody back in'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    ways: await listWaysBack(actor),
    hasConfirmed: new URL(request.url).searchParams.has('confirmed'),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ConfirmWayBackInput, async ({ which }) => {
    await confirmWayBack(actor, which)
    return redirect('/ways-back?confirmed')
  })
}

/** For administrators, of their own people, and for operators, of everybody who needs one. */
export default function WaysBack() {
  const { ways, hasConfirmed } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/people" subnav={<WorkspaceNav />}>
      {hasConfirmed && !result && (
        <Notice tone="ok" isAnswer>
          It is on record that you confirmed it, and they were told if nobody else has to.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="Whoever has lost every second factor cannot sign in. Once they were asked in person, a day passes in which they can stop it; then they set up a new one."
      />
      {ways.length === 0 ? (
        <Empty level={2} title="Nobody asks to be let back in">
          Whoever has lost their phone, their passkeys and their recovery codes signs in by email
          and says so there.
        </Empty>
      ) : (
        <ConfirmWayBack ways={ways} result={result} />
      )}
    </Page>
  )
}
