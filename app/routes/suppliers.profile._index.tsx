import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { countOf } from '#app/core/number.ts'
import { formatDate } from '#app/core/time.ts'
import { describeIdentity } from '#app/domain/organisations/legal-identity.ts'
import { confirmProfile } from '#app/domain/profiles/confirm-profile.server.ts'
import { getOwnProfile } from '#app/domain/profiles/profile-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { TaskList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Your profile'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    const said = { hasSaved: search.has('saved'), hasConfirmed: search.has('confirmed') }
    return { ...(await getOwnProfile(actor)), ...said, slug: actor.organisationSlug }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    await confirmProfile(actor)
    return redirect('/suppliers/profile?confirmed')
  })
}

const statusOf = {
  done: { status: 'Done', tone: 'ok' },
  'in progress': { status: 'In progress', tone: 'info' },
  'not started': { status: 'Not started', tone: 'wait' },
} as const

export default function Profile() {
  const { profile, parts, minutes, hasSaved, slug } = useLoaderData<typeof loader>()
  const done = parts.filter(({ state }) => state === 'done').length
  return (
    <Page subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          <p>
            Saved. The next pitch you send carries it. <a href="/pitches">See your pitches</a>
          </p>
        </Notice>
      )}
      <PageTitle
        kicker={profile.name}
        title={heading}
        lead="Say it once. Every pitch carries it, as it is when you send the pitch."
      />
      <p>
        {describeIdentity({ ...profile, legalName: profile.name })}.{' '}
        <a href="/suppliers/registration">Legal name and number</a>
      </p>
      <Section
        id="parts"
        title="What you say about your firm"
        aside={<a href={`/organisations/${slug}`}>See what others see</a>}
      >
        <div className="stack">
          <p>
            {done} of {parts.length} parts done.
            {minutes !== undefined &&
              ` The rest takes about ${countOf(minutes, 'minute')}, with your papers at hand.`}
          </p>
          <TaskList
            tasks={parts.map(({ href, name, detail, state, isNeeded }) => ({
              ...{ href, title: name, ...statusOf[state] },
              detail: detail ?? (isNeeded ? 'Needed before you can send a pitch' : undefined),
            }))}
          />
        </div>
      </Section>
      <StillTrue />
    </Page>
  )
}

/** One press says that all of it still holds. After a year it is asked again. */
function StillTrue() {
  const { confirmedAt, confirmedBy, isToConfirm, hasConfirmed } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Section id="confirmed" title="Does all of it still hold?">
      {hasConfirmed && (
        <Notice tone="ok" isAnswer>
          Thank you. We ask again in a year.
        </Notice>
      )}
      <Form result={result}>
        <p className="measure">
          {confirmedAt
            ? `Last confirmed on ${formatDate(confirmedAt)} by ${confirmedBy ?? 'your firm'}.`
            : 'Nobody has confirmed it yet.'}{' '}
          {isToConfirm
            ? 'Look through the parts above, then press once. Others see the day.'
            : 'We ask again when it is a year old.'}
        </p>
        <Buttons>
          <Button look={isToConfirm ? 'main' : 'second'}>Still true</Button>
        </Buttons>
      </Form>
    </Section>
  )
}
