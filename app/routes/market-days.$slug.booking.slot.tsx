import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime, formatTime } from '#app/core/time.ts'
import { MoveInput } from '#app/domain/market-days/booking.ts'
import { findOwnPart, getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import { moveBooking } from '#app/domain/market-days/move-booking.server.ts'
import { isBookable } from '#app/domain/market-days/running-order.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page } from '#app/ui/page.tsx'
import { SlotChoices } from '#app/ui/slot-choices.tsx'
import { slotChoicesOf } from '#app/ui/slots-of-day.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Choose another slot'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const day = await getMarketDay(param(params, 'slug'))
    const booking = (await findOwnPart(actor, day.slug))?.firm?.booking
    if (!booking || !day.bookingIsOpen) throw redirect(`/market-days/${day.slug}/booking`)
    return { day, slot: booking.slot }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, MoveInput, async ({ slotId }) => {
    await moveBooking(actor, slug, slotId)
    return redirect(`/market-days/${slug}/booking`)
  })
}

export default function MoveBooking() {
  const { day, slot } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/market-days/${day.slug}/booking`
  const isFull = !day.slots.some(isBookable)
  return (
    <Page back={back}>
      <Form result={result}>
        <SlotChoices
          heading={heading}
          hint={`You have the ${formatTime(slot.startsAt)} slot. You can move or cancel until ${formatDateTime(day.bookingClosesAt)}.`}
          slots={slotChoicesOf(day.slots, { slotId: slot.id })}
          chosen={valueOf(result, 'slotId')}
          error={errorOf(result, 'slotId')}
        />
        {isFull ? (
          <Notice title="No other slot is free.">Keep yours, or look again later.</Notice>
        ) : (
          <Notice>
            Your slot goes to the waiting list as soon as you move. You cannot take it back.
          </Notice>
        )}
        <Buttons>
          {!isFull && <Button>Move to this slot</Button>}
          <ButtonLink href={back} look="second">
            Keep the {formatTime(slot.startsAt)} slot
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
