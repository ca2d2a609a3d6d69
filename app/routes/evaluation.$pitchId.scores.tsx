import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { getPitchToScore } from '#app/domain/evaluation/queries.server.ts'
import { saveScores } from '#app/domain/evaluation/save-scores.server.ts'
import { SheetInput } from '#app/domain/evaluation/score.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { MilestoneTable, ProfileFacts, TypedText } from '#app/ui/pitch.tsx'
import { ScoreFields } from '#app/ui/score-fields.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Score ${data.pitch.supplierName}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const pitchId = idParam(params, 'pitchId')
    const { pitch, criteria, ...rest } = await getPitchToScore(actor, pitchId)
    if (!pitch || !criteria) throw redirect(`/evaluation/${pitchId}/declaration`)
    return { ...rest, pitch, criteria }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, SheetInput, async (input) => {
    const pitchId = idParam(params, 'pitchId')
    const { challengeSlug } = await saveScores(actor, pitchId, input)
    return redirect(`/challenges/${challengeSlug}/evaluation`)
  })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

export default function Scores() {
  const { challenge, standing, pitch, criteria } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}/evaluation`}>
      {result && <ErrorSummary result={result} />}
      <PageTitle
        kicker={`Pitch ${pitch.reference}`}
        title={`Score ${pitch.supplierName}`}
        lead={`${formatPounds(pitch.pricePence)} for ${pitch.challenge.title}. You score alone: your scores stay yours until every assessor has finished.`}
      />
      <PitchText pitch={pitch} />
      <Section id="sheet" title="Your scores">
        {standing === 'finished' ? <Finished criteria={criteria} /> : <Sheet criteria={criteria} />}
      </Section>
    </Page>
  )
}

const PitchText = ({ pitch }: Pick<Loaded, 'pitch'>) => (
  <>
    {pitch.questions.map(({ id, text, answer }) => (
      <section key={id} className="stack">
        <h2>{text}</h2>
        <TypedText text={answer ?? ''} />
      </section>
    ))}
    <MilestoneTable milestones={pitch.milestones} />
    <section className="stack">
      <h2>About the firm</h2>
      <ProfileFacts
        {...pitch}
        documentHref={(credentialId) => `/evaluation/${pitch.id}/documents/${credentialId}`}
      />
    </section>
  </>
)

function Sheet({ criteria }: Pick<Loaded, 'criteria'>) {
  const result = useActionData<FormResult>()
  return (
    <Form>
      {criteria.map((criterion) => (
        <ScoreFields
          key={criterion.id}
          criterion={criterion}
          given={criterion.own}
          result={result}
          reasonLabel="Why? The supplier will read the reason you agree in the end"
        />
      ))}
      <p className="after-form">When you finish, your scores of this pitch no longer change.</p>
      <Buttons>
        <Button name="intent" value="finish">
          Finish this pitch
        </Button>
        <Button look="second" name="intent" value="later">
          Save and come back later
        </Button>
      </Buttons>
    </Form>
  )
}

const Finished = ({ criteria }: Pick<Loaded, 'criteria'>) => (
  <div className="stack">
    <Notice tone="ok">You have finished this pitch.</Notice>
    <dl className="summary">
      {criteria.map(({ id, name, own }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd>
            {own?.points} of 5. {own?.reason}
          </dd>
        </div>
      ))}
    </dl>
  </div>
)
