import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatPounds } from '#app/core/money.ts'
import { formatDateTime } from '#app/core/time.ts'
import { getOpenPitch } from '#app/domain/pitches/queries.server.ts'
import { sendPitch } from '#app/domain/pitches/send-pitch.server.ts'
import { Button } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { MilestoneTable, ProfileFacts, TypedText } from '#app/ui/pitch.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'Check your answers'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getOpenPitch(actor, idParam(params, 'pitchId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    const { challengeSlug } = await sendPitch(actor, idParam(params, 'pitchId'))
    return redirect(`/challenges/${challengeSlug}/pitch`)
  })
}

export default function Check() {
  const pitch = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const at = `/pitches/${pitch.id}`
  return (
    <Page back={`/challenges/${pitch.challenge.slug}/pitch`}>
      <PageTitle
        kicker={`Pitch ${pitch.reference}, ${pitch.supplierName}`}
        title={heading}
        lead={`${formatPounds(pitch.pricePence)} for ${pitch.challenge.title}`}
      />
      <SummaryList
        rows={pitch.questions.map(({ position, text, answer }) => ({
          name: text,
          value: answer && <TypedText text={answer} />,
          change: `${at}/questions/${position}`,
        }))}
      />
      <section className="stack">
        <MilestoneTable milestones={pitch.milestones} />
        <p>
          <a href={`${at}/milestones`}>Change milestones and price</a>
        </p>
      </section>
      <section className="stack">
        <h2>About your firm</h2>
        <ProfileFacts {...pitch} profile={pitch.currentProfile} />
        <p>
          <a href="/suppliers/profile">Change your profile</a>
        </p>
      </section>
      {pitch.missing.length > 0 ? (
        <Notice tone="warn" title="It cannot be sent yet.">
          <ul>
            {pitch.missing.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Notice>
      ) : pitch.state === 'sent' && !pitch.hasNewerProfile ? (
        <Notice tone="ok">It is sent, as you see it here.</Notice>
      ) : (
        <Form result={result}>
          <p>
            It stays sealed until {formatDateTime(pitch.call.closesAt)}. Until then you can change
            or withdraw it.
          </p>
          <Button>
            {pitch.state === 'sent'
              ? 'Send with your changed profile'
              : `Send your pitch for ${formatPounds(pitch.pricePence)}`}
          </Button>
        </Form>
      )}
    </Page>
  )
}
