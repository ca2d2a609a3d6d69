import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { getInKindToChange } from '#app/domain/pledges/in-kind-queries.server.ts'
import { InKindChange } from '#app/domain/pledges/in-kind.ts'
import { changeInKind, withdrawInKind } from '#app/domain/pledges/offer-in-kind.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { InKindFields } from '#app/ui/in-kind.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Change your offer of work'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? heading : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    offer: await getInKindToChange(actor, param(params, 'reference')),
    keys: { change: newId(), withdraw: newId() },
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, InKindChange, async (input) => {
    const offer = await getInKindToChange(actor, param(params, 'reference'))
    if (input.act === 'withdraw') await withdrawInKind(actor, offer.id, input)
    else await changeInKind(actor, offer.id, input)
    return redirect(`/challenges/${offer.challengeSlug}/pledges#in-kind`)
  })
}

export default function ChangeInKind() {
  const { offer, keys } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  return (
    <Page back={`/challenges/${offer.challengeSlug}/pledges`}>
      <PageTitle title={heading} lead={`To “${offer.challengeTitle}”.`} />
      <Form result={result}>
        <input type="hidden" name="act" value="change" />
        <HiddenOperationKey value={valueOf(result, 'operationKey', keys.change)} />
        <InKindFields result={result} offer={offer} />
        <Buttons>
          <Button>Change the offer</Button>
        </Buttons>
      </Form>
      <details>
        <summary>Withdraw this offer</summary>
        <div className="inset after-form">
          <Form>
            <input type="hidden" name="act" value="withdraw" />
            <HiddenOperationKey value={keys.withdraw} />
            <Buttons>
              <Button look="second">Withdraw the offer</Button>
            </Buttons>
          </Form>
        </div>
      </details>
    </Page>
  )
}
