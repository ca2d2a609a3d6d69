import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDate, formatDateTime } from '#app/core/time.ts'
import { publishMarketDay } from '#app/domain/market-days/publish-market-day.server.ts'
import { getMarketDayToRun } from '#app/domain/market-days/day-queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Publish this market day?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ day: await getMarketDayToRun(actor, param(params, 'slug')) }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, z.object({}), async () => {
    await publishMarketDay(actor, slug)
    return redirect(`/market-days/${slug}/running-order`)
  })
}

export default function Publish() {
  const { day } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/market-days/${day.slug}/running-order`
  return (
    <Page back={back}>
      <Form result={result}>
        <PageTitle title={heading} lead={`${day.title}, ${formatDate(day.startsAt)}`} />
        <Notice>
          Everybody can see it, and small firms can book its slots until{' '}
          {formatDateTime(day.bookingClosesAt)}. You can still move slots, or cancel the day.
        </Notice>
        <Buttons>
          <Button>Publish this day</Button>
          <ButtonLink href={back} look="second">
            Keep it as a draft
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  )
}
