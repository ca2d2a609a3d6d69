import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDate, formatTimeRange } from '#app/core/time.ts'
import { RegistrationInput } from '#app/domain/market-days/booking.ts'
import { findOwnPart, getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import {
  giveUpRegistration,
  registerForDay,
} from '#app/domain/market-days/register-for-day.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Register to watch and ask'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { slug, title, startsAt, endsAt, state } = await getMarketDay(param(params, 'slug'))
    const own = await findOwnPart(actor, slug)
    const { personName, organisationName } = actor
    const isOpen = state === 'coming' || state === 'on'
    return {
      day: { slug, title, startsAt, endsAt, isOpen },
      ...{ own, personName, organisationName },
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, RegistrationInput, async ({ wanted }) => {
    await (wanted === 'yes' ? registerForDay(actor, slug) : giveUpRegistration(actor, slug))
    return redirect(`/market-days/${slug}${wanted === 'yes' ? '/registration' : ''}`)
  })
}

export default function Registration() {
  const { day, own, personName, organisationName } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/market-days/${day.slug}`
  if (own?.isRegistered) return <Registered />
  return (
    <Page back={back}>
      <Form result={result}>
        <PageTitle
          kicker={day.title}
          title={heading}
          lead={`${formatDate(day.startsAt)}, ${formatTimeRange(day.startsAt, day.endsAt)}, UK time`}
        />
        {day.isOpen ? (
          <>
            <p className="measure">
              You register as {personName} of {organisationName}. Others see how many people and
              councils come, not who. You get the join link, and councils can say that they are
              interested in a demo.
            </p>
            <Buttons>
              <Button name="wanted" value="yes">
                Register for this day
              </Button>
            </Buttons>
          </>
        ) : (
          <Notice title="Registration has ended.">
            <p>
              This market day is over or cancelled. <a href="/market-days">See the others</a>.
            </p>
          </Notice>
        )}
      </Form>
    </Page>
  )
}

function Registered() {
  const { day, own } = useLoaderData<typeof loader>()
  const back = `/market-days/${day.slug}`
  return (
    <Page back={back}>
      <PageTitle kicker={day.title} title="You are registered" />
      <p className="measure">
        {own?.joinUrl
          ? 'Join from the page of the day, by this link. Keep it to yourself.'
          : 'The join link will be on the page of the day before it starts.'}
      </p>
      {own?.joinUrl && (
        <p>
          <a href={own.joinUrl}>Join the session</a>
        </p>
      )}
      <Buttons>
        <ButtonLink href={`/market-days/${day.slug}.ics`}>Add to calendar</ButtonLink>
        <ButtonLink href={back} look="second">
          See the running order
        </ButtonLink>
      </Buttons>
    </Page>
  )
}
