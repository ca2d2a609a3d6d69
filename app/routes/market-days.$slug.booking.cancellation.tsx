import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDate, formatTime } from '#app/core/time.ts'
import { cancelBooking } from '#app/domain/market-days/cancel-booking.server.ts'
import { findOwnPart, getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Cancel your demo?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const day = await getMarketDay(param(params, 'slug'))
    const booking = (await findOwnPart(actor, day.slug))?.firm?.booking
    if (!booking) throw redirect(`/market-days/${day.slug}/booking`)
    const { title, slug, waitingCount } = day
    return { title, slug, waitingCount, startsAt: booking.slot.startsAt }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, z.object({}), async () => {
    await cancelBooking(actor, slug)
    return redirect(`/market-days/${slug}/booking`)
  })
}

export default function CancelBooking() {
  const { title, slug, waitingCount, startsAt } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/market-days/${slug}/booking`
  return (
    <Page back={back}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead={`You have the ${formatTime(startsAt)} slot at ${title}, ${formatDate(startsAt)}.`}
        />
        <Notice tone="warn" title="This cannot be undone.">
          {waitingCount > 0
            ? 'The slot is offered to the first firm on the waiting list at once.'
            : 'The slot is free for any firm at once.'}
        </Notice>
        <Buttons>
          <Button>Cancel this booking</Button>
          <ButtonLink href={back} look="second">
            Keep the {formatTime(startsAt)} slot
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
