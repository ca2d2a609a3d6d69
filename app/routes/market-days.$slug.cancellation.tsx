import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDate } from '#app/core/time.ts'
import { cancelMarketDay } from '#app/domain/market-days/cancel-market-day.server.ts'
import { getMarketDayToRun } from '#app/domain/market-days/day-queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Cancel this market day?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ day: await getMarketDayToRun(actor, param(params, 'slug')) }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, z.object({}), async () => {
    await cancelMarketDay(actor, slug)
    return redirect(`/market-days/${slug}/running-order`)
  })
}

export default function Cancel() {
  const { day } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/market-days/${day.slug}/running-order`
  const booked = day.slots.filter((slot) => slot.booking).length
  return (
    <Page back={back}>
      <Form result={result}>
        <PageTitle title={heading} lead={`${day.title}, ${formatDate(day.startsAt)}`} />
        <Notice tone="warn" title="This cannot be undone.">
          {day.state === 'draft'
            ? 'The draft is given up. Nobody else has seen it.'
            : `We write to the firms that booked (${booked}) or wait (${day.waitingCount}), and to everybody who registered (${day.personCount}).`}
        </Notice>
        <Buttons>
          <Button>{day.state === 'draft' ? 'Give up this draft' : 'Cancel this day'}</Button>
          <ButtonLink href={back} look="second">
            Keep the day
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
