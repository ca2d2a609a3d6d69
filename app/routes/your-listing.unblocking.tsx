import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unblockOrganisation } from '#app/domain/directory/answer-message.server.ts'
import { listBlocks } from '#app/domain/directory/message-queries.server.ts'
import { BlockInput } from '#app/domain/directory/message.ts'
import { Button } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Organisations you have blocked'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ blocks: await listBlocks(actor) }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, BlockInput, async ({ organisationId }) => {
    await unblockOrganisation(actor, organisationId)
    return redirect('/your-listing?saved=unblocked')
  })
}

export default function Blocked() {
  const { blocks } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/your-listing">
      <PageTitle
        title={heading}
        lead="Nobody of these reaches you by the directory. They are not told."
      />
      {blocks.length === 0 && (
        <Empty level={2} title="You have blocked nobody">
          The email of each message leads to where you can.
        </Empty>
      )}
      <Form result={result}>
        <ul className="plain stack-2">
          {blocks.map(({ id, name }) => (
            <li key={id} className="btns">
              <span>{name}</span>
              <Button look="second" isSmall name="organisationId" value={id}>
                Unblock<span className="visually-hidden"> {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      </Form>
    </Page>
  )
}
