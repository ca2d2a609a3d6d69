import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import { showInterest } from '#app/domain/market-days/show-interest.server.ts'
import { findOwnPart } from '#app/domain/market-days/day-queries.server.ts'
import { getSlotPage } from '#app/domain/market-days/slot-queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'

const heading = 'We are interested'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const [slug, slotId] = [param(params, 'slug'), idParam(params, 'slotId')]
    const { day, slot } = await getSlotPage(slug, slotId)
    if (!slot.booking) throw new Refusal('not-found', 'No firm shows a demo in this slot.')
    const own = await findOwnPart(actor, slug)
    const council = actor.organisationName
    return { day, slotId, demo: slot.booking, council, isRegistered: own?.isRegistered ?? false }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const where = { slug: param(params, 'slug'), slotId: idParam(params, 'slotId') }
  return submit(request, z.object({}), async () => {
    await showInterest(actor, where)
    return redirect(`/market-days/${where.slug}/slots/${where.slotId}/questions`)
  })
}

export default function ShowInterest() {
  const { day, slotId, demo, council, isRegistered } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/market-days/${day.slug}/slots/${slotId}/questions`}>
      <Form result={result}>
        <PageTitle
          kicker={day.title}
          title={heading}
          lead={`${demo.supplierName}: ${demo.title}`}
        />
        <p className="measure">
          {demo.supplierName} hears that {council} is interested. You and the person who booked the
          demo get each other’s name and email address. It promises nothing, and it plays no part in
          the scoring.
        </p>
        {!isRegistered && (
          <Notice title="Register first.">
            <p>
              Only people registered for this day can say so.{' '}
              {day.state === 'on' && (
                <a href={`/market-days/${day.slug}/registration`}>Register for this day</a>
              )}
            </p>
          </Notice>
        )}
        <Buttons>
          <Button>Say we are interested</Button>
          <ButtonLink href={`/market-days/${day.slug}`} look="second">
            Not now
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
