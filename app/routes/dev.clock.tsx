import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { ClockMoveInput, steps } from '#app/domain/demonstration/clock-move.ts'
import { moveClock } from '#app/domain/demonstration/move-clock.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { DateField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Move the demonstration’s clock'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    if (!env.DEMONSTRATION) throw new Refusal('not-found', 'Page not found')
    return {
      isSignedIn: Boolean(actor),
      isMoved: clock.aheadMs() > 0,
      now: formatDateTime(clock.now()),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ClockMoveInput, async (move) => {
    await moveClock(move)
    return redirect('/dev/clock')
  })
}

const choices = [
  ...steps.map(({ value, label }) => ({ value, label })),
  { value: 'to', label: 'To 9am on a day I choose' },
]

export default function Clock() {
  const { isSignedIn, isMoved, now } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle={heading}>
      <PageTitle
        title={heading}
        lead="Rounds close, pitches open and awards stand at their real moments. To see them happen this afternoon, move the day."
      />
      <p className="measure">
        It is <strong>{now}</strong> here{isMoved ? ', ahead of the real time' : ', as everywhere'}.
        The clock moves for everybody who looks at this demonstration, and only forward.
      </p>
      {isSignedIn ? (
        <Form result={result}>
          <RadioGroup
            name="by"
            label="How far forward?"
            choices={choices}
            defaultValue={valueOf(result, 'by', 'day')}
            error={errorOf(result, 'by')}
          />
          <DateField
            name="day"
            label="The day"
            isOptional
            hint="Only when you chose a day yourself"
            defaultValue={valueOf(result, 'day')}
            error={errorOf(result, 'day')}
          />
          <Buttons>
            <Button>Move the clock forward</Button>
          </Buttons>
        </Form>
      ) : (
        <p>
          <a href="/sign-in?next=/dev/clock">Sign in to move the clock</a>
        </p>
      )}
    </Page>
  )
}
