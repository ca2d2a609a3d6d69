import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { formatDate, formatDateTime } from '#app/core/time.ts'
import { bookSlot } from '#app/domain/market-days/book-slot.server.ts'
import { BookingInput } from '#app/domain/market-days/booking.ts'
import { findOwnPart, getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import { minutesOf } from '#app/domain/market-days/market-day.ts'
import { isBookable } from '#app/domain/market-days/running-order.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { SlotChoices } from '#app/ui/slot-choices.tsx'
import { BeforeYouBook, CannotBook } from '#app/ui/slot-rules.tsx'
import { slotChoicesOf } from '#app/ui/slots-of-day.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Choose a demo slot'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const day = await getMarketDay(param(params, 'slug'))
    const own = await findOwnPart(actor, day.slug)
    if (own?.firm?.booking) throw redirect(`/market-days/${day.slug}/booking`)
    const wanted = new URL(request.url).searchParams.get('slot') ?? ''
    return { day, firm: own?.firm, wanted, operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, BookingInput, async (input) => {
    await bookSlot(actor, slug, input)
    return redirect(`/market-days/${slug}/booking`)
  })
}

export default function ChooseSlot() {
  const { day, firm } = useLoaderData<typeof loader>()
  const back = `/market-days/${day.slug}`
  const offered = firm?.waiting?.offer?.slotId
  const free = day.slots.filter((slot) => isBookable(slot) || slot.id === offered)
  return (
    <Page back={back}>
      {firm?.isSmall && day.bookingIsOpen && free.length > 0 ? (
        <div className="with-side">
          <div>
            <Booking />
          </div>
          <BeforeYouBook />
        </div>
      ) : (
        <CannotBook
          heading={heading}
          back={back}
          why={
            !firm
              ? 'not-a-firm'
              : !firm.isSmall
                ? 'not-small'
                : day.bookingIsOpen
                  ? 'full'
                  : 'closed'
          }
        />
      )}
    </Page>
  )
}

function Booking() {
  const { day, firm, wanted, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const demo = day.slots.find((slot) => slot.kind === 'demo')
  const first = day.challenges[0]?.id ?? ''
  return (
    <Form result={result}>
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <StepLine>
        {day.title}, {formatDate(day.startsAt)}
      </StepLine>
      <SlotChoices
        heading={heading}
        hint={`${demo ? minutesOf(demo) : 15} minutes each, with time for questions at the end. You can move or cancel until ${formatDateTime(day.bookingClosesAt)}.`}
        slots={slotChoicesOf(day.slots, { offeredId: firm?.waiting?.offer?.slotId })}
        chosen={valueOf(result, 'slotId', wanted)}
        error={errorOf(result, 'slotId')}
      />
      <RadioGroup
        name="challengeId"
        label="Which problem will you show?"
        error={errorOf(result, 'challengeId')}
        defaultValue={valueOf(result, 'challengeId', day.challenges.length === 1 ? first : '')}
        choices={day.challenges.map((challenge) => ({
          value: challenge.id,
          label: challenge.shortTitle ?? challenge.title,
          hint: `${challenge.councilCount} councils have this problem. ${formatPounds(challenge.funding?.raisedPence ?? 0n)} raised so far.`,
        }))}
      />
      <TextField
        name="title"
        label="What will you show?"
        hint="One line for the running order, such as “Vacancies by text message”"
        maxLength={120}
        error={errorOf(result, 'title')}
        defaultValue={valueOf(result, 'title', firm?.waiting?.title)}
      />
      <Buttons>
        <Button>Book this slot</Button>
      </Buttons>
    </Form>
  )
}
