import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { connectIdentity, findWaitingIdentity } from '#app/domain/auth/connect-identity.server.ts'
import { ConnectInput } from '#app/domain/auth/identity-request.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Identity, NothingWaits } from '#app/ui/identity.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { askingBrowser } from '#app/web/asking-browser.server.ts'

const heading = 'Connect this account?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => ({ waiting: await findWaitingIdentity(await askingBrowser(request)) }))
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ConnectInput, async (input) => {
    const browser = await askingBrowser(request)
    await connectIdentity({ token: tokenOf(request), browser, ...input })
    return redirect('/identities?connected')
  })
}

export default function ConnectIdentity() {
  const { waiting } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  if (!waiting) return <NothingWaits result={result} />
  return (
    <Page back="/identities">
      <Form result={result}>
        <div className="stack-5">
          <PageTitle
            title={heading}
            lead={`From then on ${waiting.provider} signs you in here. If you have a second factor, we still ask for it. You can disconnect it at any time.`}
          />
          <Identity waiting={waiting} />
        </div>
        <input type="hidden" name="request" value={waiting.id} />
        <Buttons>
          <Button>Connect {waiting.provider}</Button>
          <ButtonLink href="/workspace" look="second">
            Not now
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
