import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { agreeScores } from '#app/domain/evaluation/agree-scores.server.ts'
import { getPitchToModerate } from '#app/domain/evaluation/queries.server.ts'
import { SheetInput } from '#app/domain/evaluation/score.ts'
import { Button } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { ScoreFields } from '#app/ui/score-fields.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const headingOf = (supplier: string) => `Agree the scores of ${supplier}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.pitch.supplierName) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getPitchToModerate(actor, idParam(params, 'pitchId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, SheetInput, async (input) => {
    const { challengeSlug } = await agreeScores(actor, idParam(params, 'pitchId'), input)
    return redirect(`/challenges/${challengeSlug}/moderation`)
  })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

export default function PitchModeration() {
  const { challenge, pitch, canAgree } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}/moderation`}>
      {result && <ErrorSummary result={result} />}
      <PageTitle
        kicker={`Pitch ${pitch.reference}, ${challenge.shortTitle}`}
        title={headingOf(pitch.supplierName)}
      />
      {pitch.criteria.map((criterion) => (
        <SideBySide key={criterion.id} criterion={criterion} />
      ))}
      {canAgree ? (
        <section className="stack">
          <h2>What you agreed</h2>
          <Form>
            {pitch.criteria.map((criterion) => (
              <ScoreFields
                key={criterion.id}
                criterion={criterion}
                given={criterion.agreed}
                result={result}
                reasonLabel="The reason the supplier will read"
              />
            ))}
            <Button name="intent" value="finish">
              Save the agreed scores
            </Button>
          </Form>
        </section>
      ) : (
        <p className="muted">The lead council’s assessor writes down the agreed scores.</p>
      )}
    </Page>
  )
}

type Criterion = Loaded['pitch']['criteria'][number]

const SideBySide = ({ criterion }: { criterion: Criterion }) => (
  <DataTable
    caption={criterion.name}
    rows={criterion.scores}
    keyOf={({ assessorName, councilName }) => `${assessorName} ${councilName}`}
    columns={[
      {
        name: 'Assessor',
        show: ({ assessorName, councilName }) => `${assessorName}, ${councilName}`,
      },
      { name: 'Score', isNumeric: true, show: ({ points }) => `${points} of 5` },
      { name: 'Reason', show: ({ reason }) => reason },
    ]}
    {...(criterion.agreed && {
      total: {
        name: 'Agreed',
        values: [`${criterion.agreed.points} of 5`, criterion.agreed.reason],
      },
    })}
  />
)
