import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime, formatTimeRange } from '#app/core/time.ts'
import { WaitingListInput } from '#app/domain/market-days/booking.ts'
import { acceptOffer, declineOffer } from '#app/domain/market-days/answer-offer.server.ts'
import { findOwnPart, getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import { joinWaitingList } from '#app/domain/market-days/join-waiting-list.server.ts'
import { leaveWaitingList } from '#app/domain/market-days/leave-waiting-list.server.ts'
import { isBookable } from '#app/domain/market-days/running-order.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { CannotBook } from '#app/ui/slot-rules.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Waiting list for a demo slot'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const day = await getMarketDay(param(params, 'slug'))
    const firm = (await findOwnPart(actor, day.slug))?.firm
    if (firm?.booking) throw redirect(`/market-days/${day.slug}/booking`)
    if (!firm?.waiting && day.bookingIsOpen && day.slots.some(isBookable))
      throw redirect(`/market-days/${day.slug}/slots`)
    return { day, firm }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, WaitingListInput, async (input) => {
    if (input.wanted === 'join') await joinWaitingList(actor, slug, input)
    if (input.wanted === 'leave') await leaveWaitingList(actor, slug)
    if (input.wanted === 'accept') await acceptOffer(actor, slug)
    if (input.wanted === 'decline') await declineOffer(actor, slug)
    return redirect(`/market-days/${slug}/waiting-list`)
  })
}

export default function WaitingList() {
  const { day, firm } = useLoaderData<typeof loader>()
  const back = `/market-days/${day.slug}`
  return (
    <Page back={back}>
      {!firm || !firm.isSmall || !day.bookingIsOpen ? (
        <CannotBook
          heading={heading}
          back={back}
          why={!firm ? 'not-a-firm' : !firm.isSmall ? 'not-small' : 'closed'}
        />
      ) : firm.waiting?.offer ? (
        <Offer />
      ) : firm.waiting ? (
        <Standing />
      ) : (
        <Join />
      )}
    </Page>
  )
}

const lead =
  'If a firm cancels, its slot is held for the first on the list for a set time. Then the next one is asked.'

function Join() {
  const { day } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const [only, ...others] = day.challenges
  return (
    <Form result={result}>
      <PageTitle title={heading} kicker={day.title} lead={lead} />
      <RadioGroup
        name="challengeId"
        label="Which problem will you show?"
        error={errorOf(result, 'challengeId')}
        defaultValue={valueOf(result, 'challengeId', others.length === 0 ? only?.id : '')}
        choices={day.challenges.map((challenge) => ({
          value: challenge.id,
          label: challenge.shortTitle ?? challenge.title,
        }))}
      />
      <TextField
        name="title"
        label="What will you show?"
        hint="One line for the running order, such as “Vacancies by text message”"
        maxLength={120}
        error={errorOf(result, 'title')}
        defaultValue={valueOf(result, 'title')}
      />
      <Buttons>
        <Button name="wanted" value="join">
          Join the waiting list
        </Button>
      </Buttons>
      <p className="small muted">
        {day.waitingCount === 0 ? 'You would be the first.' : `${day.waitingCount} ahead of you.`}{' '}
        Slots can change hands until {formatDateTime(day.bookingClosesAt)}.
      </p>
    </Form>
  )
}

function Standing() {
  const { day, firm } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const ahead = firm?.waiting?.ahead ?? 0
  return (
    <Form result={result}>
      <PageTitle title={heading} kicker={day.title} lead={lead} />
      <Notice tone="ok" title={ahead === 0 ? 'You are first' : `You are number ${ahead + 1}`}>
        We email you as soon as a slot is held for you. You do not need to look here.
      </Notice>
      <Buttons>
        <Button name="wanted" value="leave" look="second">
          Leave the waiting list
        </Button>
      </Buttons>
    </Form>
  )
}

function Offer() {
  const { day, firm } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const offer = firm?.waiting?.offer
  if (!offer) return null
  const time = formatTimeRange(offer.slot.startsAt, offer.slot.endsAt)
  return (
    <Form result={result}>
      <PageTitle
        title={heading}
        kicker={day.title}
        lead={`The slot from ${time} is held for your firm until ${formatDateTime(offer.expiresAt)}.`}
      />
      <p>
        You show “{firm.waiting?.title}” for {firm.waiting?.challenge?.title}.
      </p>
      <Buttons>
        <Button name="wanted" value="accept">
          Accept this slot
        </Button>
        <Button name="wanted" value="decline" look="second">
          Let it go
        </Button>
      </Buttons>
      <p className="small muted">
        If you let it go you keep your place for other slots.{' '}
        <a href={`/market-days/${day.slug}`}>See the running order</a>.
      </p>
    </Form>
  )
}
