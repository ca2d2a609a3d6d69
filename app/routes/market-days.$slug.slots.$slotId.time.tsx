import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refusal } from '#app/core/refusal.ts'
import { formatTimeRange, londonTime } from '#app/core/time.ts'
import { getMarketDayToRun } from '#app/domain/market-days/day-queries.server.ts'
import { SlotTimeInput } from '#app/domain/market-days/day-template.ts'
import { minutesOf } from '#app/domain/market-days/market-day.ts'
import { moveSlot } from '#app/domain/market-days/move-slot.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Move a slot'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { slots, ...day } = await getMarketDayToRun(actor, param(params, 'slug'))
    const slot = slots.find(({ id }) => id === idParam(params, 'slotId'))
    if (!slot) throw new Refusal('not-found', 'Page not found')
    return { day, slot }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const [slug, slotId] = [param(params, 'slug'), idParam(params, 'slotId')]
  return submit(request, SlotTimeInput, async ({ starts }) => {
    await moveSlot(actor, slug, { slotId, starts })
    return redirect(`/market-days/${slug}/running-order`)
  })
}

export default function MoveSlot() {
  const { day, slot } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/market-days/${day.slug}/running-order`
  return (
    <Page back={back}>
      <Form result={result}>
        <PageTitle
          kicker={day.title}
          title={heading}
          lead={`${slot.booking?.supplierName ?? slot.title ?? 'Demo slot'}, now ${formatTimeRange(slot.startsAt, slot.endsAt)}`}
        />
        <TextField
          name="starts"
          label="New start, UK time"
          hint={`It stays ${minutesOf(slot)} minutes long, on the same day`}
          type="time"
          width="short"
          error={errorOf(result, 'starts')}
          defaultValue={valueOf(result, 'starts', londonTime(slot.startsAt))}
        />
        {slot.booking && (
          <Notice>We write to {slot.booking.supplierName} about the new time.</Notice>
        )}
        <Buttons>
          <Button>Move this slot</Button>
          <ButtonLink href={back} look="second">
            Leave it where it is
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
