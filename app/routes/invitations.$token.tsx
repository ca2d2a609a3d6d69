import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { answerInvitation } from '#app/domain/auth/answer-invitation.server.ts'
import { WhoYouAre } from '#app/domain/joining/invitation.ts'
import { showOffered } from '#app/domain/joining/queries.server.ts'
import { describeDuties } from '#app/domain/organisations/role-words.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Facts } from '#app/ui/lists.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WhoFields } from '#app/ui/who-fields.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('An invitation to you') }]

/** Opening the link changes nothing: mail scanners open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(() => showOffered(param(params, 'token')))
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, WhoYouAre, async (who) => {
    const { browser } = await answerInvitation(param(params, 'token'), who, {
      browser: await askingBrowser(request),
      address: context.address,
    })
    const cookie = await askingBrowserCookie(browser)
    return redirect('/sign-in/code', { headers: { 'Set-Cookie': cookie } })
  })
}

export default function Invitation() {
  const { address, organisationName, roles, invitedBy, expiresAt } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      <Form result={result}>
        <PageTitle
          title={`Join ${organisationName}`}
          lead={`${invitedBy} invites you to act for ${organisationName} on Solve Once.`}
        />
        <Facts
          facts={[
            { name: 'What you would do', value: describeDuties(roles) },
            { name: 'For whoever reads mail at', value: address },
            { name: 'Works until', value: formatDateTime(expiresAt) },
          ]}
        />
        <WhoFields
          result={result}
          nameHint="As colleagues know you. If you have an account here, it keeps the name it has."
        />
        <p>To accept, sign in with the code that we send to the invited address now.</p>
        <Buttons>
          <Button>Send me the code</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
