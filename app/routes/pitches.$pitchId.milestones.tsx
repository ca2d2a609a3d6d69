import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds, poundsForInput } from '#app/core/money.ts'
import {
  emptyRow,
  MilestonesInput,
  MOST_MILESTONES,
  type MilestoneRow,
} from '#app/domain/pitches/milestones.ts'
import { getOpenPitch } from '#app/domain/pitches/queries.server.ts'
import { saveMilestones } from '#app/domain/pitches/save-milestones.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { MoneyField, TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form, StepLine } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'Milestones and price'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const pitch = await getOpenPitch(actor, idParam(params, 'pitchId'))
    const { challenge, call, milestones, pricePence } = pitch
    return { challenge, milestones, pricePence, limitPence: call.priceLimitPence }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, MilestonesInput, async (input) => {
    if ('rows' in input) return Response.json({ rows: input.rows })
    const pitchId = idParam(params, 'pitchId')
    const { challengeSlug } = await saveMilestones(actor, pitchId, input)
    return redirect(`/challenges/${challengeSlug}/pitch`)
  })
}

type Answer = FormResult | { rows: MilestoneRow[] } | undefined

export default function Milestones() {
  const { challenge, milestones, pricePence, limitPence } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const result = answer && 'values' in answer ? answer : undefined
  const saved = milestones.map((each): MilestoneRow => ({
    title: each.title,
    acceptanceTest: each.acceptanceTest,
    price: poundsForInput(each.pricePence),
    weeks: String(each.weeksFromStart),
  }))
  const rows = rowsOf(answer) ?? (saved.length ? saved : [emptyRow, emptyRow])
  return (
    <Page back={`/challenges/${challenge.slug}/pitch`} space="">
      {result && <ErrorSummary result={result} />}
      <StepLine>Your solution</StepLine>
      <PageTitle
        title={heading}
        lead={`You are paid milestone by milestone, so your price is their sum: ${formatPounds(limitPence)} or less.`}
      />
      <Form>
        <div className="stack-5">
          {/* Enter in a field sends this button, not “Remove”. */}
          <button className="visually-hidden" name="intent" value="save" tabIndex={-1} aria-hidden>
            Save and continue
          </button>
          {rows.map((row, place) => (
            <Row key={`${place}-${rows.length}`} row={row} place={place + 1} result={result} />
          ))}
          {rows.length < MOST_MILESTONES && (
            <Button look="second" name="intent" value="add">
              Add a milestone
            </Button>
          )}
          <p>
            Saved so far: <strong>{formatPounds(pricePence)}</strong>
          </p>
          <Buttons>
            <Button name="intent" value="save">
              Save and continue
            </Button>
            <Button look="second" name="intent" value="later">
              Save and come back later
            </Button>
          </Buttons>
        </div>
      </Form>
    </Page>
  )
}

/** What was typed, as the form came back. */
function rowsOf(answer: Answer): MilestoneRow[] | undefined {
  if (!answer) return undefined
  if ('rows' in answer) return answer.rows.length ? answer.rows : [emptyRow]
  const value = (name: string) => String(answer.values[name] ?? '')
  const sent = Array.from({ length: MOST_MILESTONES }, (_, place) => place + 1).filter(
    (place) => answer.values[`title${place}`] !== undefined,
  )
  return sent.map((place) => ({
    title: value(`title${place}`),
    acceptanceTest: value(`acceptanceTest${place}`),
    price: value(`price${place}`),
    weeks: value(`weeks${place}`),
  }))
}

type RowProps = { row: MilestoneRow; place: number; result: FormResult | undefined }

function Row({ row, place, result }: RowProps) {
  return (
    <div role="group" className="panel stack" aria-labelledby={`group-${place}`}>
      <h2 id={`group-${place}`}>Milestone {place}</h2>
      <TextField
        name={`title${place}`}
        label="What you deliver"
        defaultValue={row.title}
        error={errorOf(result, `title${place}`)}
      />
      <TextArea
        name={`acceptanceTest${place}`}
        label="How the council will know it is done"
        rows={3}
        defaultValue={row.acceptanceTest}
        error={errorOf(result, `acceptanceTest${place}`)}
      />
      <MoneyField
        name={`price${place}`}
        label="Price"
        defaultValue={row.price}
        error={errorOf(result, `price${place}`)}
      />
      <TextField
        name={`weeks${place}`}
        label="Weeks from the start"
        width="short"
        inputMode="numeric"
        defaultValue={row.weeks}
        error={errorOf(result, `weeks${place}`)}
      />
      <Button look="second" isSmall name="intent" value={`remove-${place}`}>
        Remove milestone {place}
      </Button>
    </div>
  )
}
