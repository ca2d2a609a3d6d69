import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { canOfferInKind, InKindInput } from '#app/domain/pledges/in-kind.ts'
import { offerInKind } from '#app/domain/pledges/offer-in-kind.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { InKindFields } from '#app/ui/in-kind.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Offer days of work'

export const meta: MetaFunction<typeof loader> = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const challenge = await getPublicChallenge(param(params, 'slug'))
    if (!canOfferInKind(actor))
      throw new Refusal('forbidden', 'Officers of councils offer days of work.')
    return { challenge, operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, InKindInput, async (input) => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    await offerInKind(actor, id, input)
    return redirect(`/challenges/${slug}/pledges#in-kind`)
  })
}

export default function OfferInKind() {
  const { challenge, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page back={`/challenges/${challenge.slug}/pledges`}>
      <PageTitle title={heading} lead={`To “${challenge.title}”.`} />
      <p className="measure">
        Your people’s time helps the project and is shown beside the pledges. It is no money: it
        counts towards no target and brings no match.
      </p>
      <Form result={result}>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <InKindFields result={result} />
        <Buttons>
          <Button>Offer this work</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
