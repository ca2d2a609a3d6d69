import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { getJoining, sendJoinRequest } from '#app/domain/auth/request-joining.server.ts'
import { JoinRequestInput } from '#app/domain/joining/join-request.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WhoFields } from '#app/ui/who-fields.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { askingBrowser } from '#app/web/asking-browser.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Which council do you work for?') }]

/** Opening the link changes nothing: mail scanners open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () =>
    getJoining({ token: param(params, 'token'), browser: await askingBrowser(request) }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, JoinRequestInput, async (input) => {
    const browser = await askingBrowser(request)
    await sendJoinRequest({ token: param(params, 'token'), browser }, input)
    return redirect('/join?sent=request')
  })
}

export default function ChooseCouncil() {
  const { email, councils } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/join">
      <PageTitle
        title="Which council do you work for?"
        lead={`You have shown that you read mail at ${email}.`}
      />
      {councils.length === 0 ? (
        <NoCouncil />
      ) : (
        <Form result={result}>
          <RadioGroup
            name="organisationId"
            label="Your council"
            hint={councils.length > 1 ? 'These share the domain of your address.' : undefined}
            error={errorOf(result, 'organisationId')}
            defaultValue={valueOf(
              result,
              'organisationId',
              councils.length === 1 ? councils[0]?.id : '',
            )}
            choices={councils.map(({ id, name, officialName }) => ({
              value: id,
              label: officialName ?? name,
            }))}
          />
          <WhoFields result={result} />
          <Buttons>
            <Button>Ask to join</Button>
          </Buttons>
        </Form>
      )}
    </Page>
  )
}

const NoCouncil = () => (
  <Empty
    title="No council on our register has this domain"
    level={2}
    action={<a href="/join">Try your other address</a>}
  >
    <p>
      Ask a colleague who has an account to invite you, or <a href="/contact">tell us</a> which
      domain your council has. Addresses anybody can get, such as Gmail’s, show nothing of whom you
      work for.
    </p>
  </Empty>
)
