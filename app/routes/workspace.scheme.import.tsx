import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { importScheme } from '#app/domain/organisations/import-scheme.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DecisionFields } from '#app/ui/decision-fields.tsx'
import { FileField, TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireSchemeKeeper } from '#app/domain/organisations/spending-lock.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import {
  checkScheme,
  SchemeForm,
  type CheckedScheme,
  type UnreadScheme,
} from '#app/web/scheme-import.server.ts'

const heading = 'Read limits from a file'
export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireSchemeKeeper(actor)
    return { today: londonDay(clock.now()) }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, SchemeForm, async (input) => {
    if (input.step === 'check') return checkScheme(actor, input)
    await importScheme(actor, input)
    return redirect('/workspace/people?saved=scheme')
  })
}

export default function ImportScheme() {
  const answer = useActionData<FormResult | UnreadScheme | CheckedScheme>()
  const checked = answer && 'checked' in answer ? answer.checked : undefined
  const result = answer && 'fields' in answer ? answer : undefined
  return (
    <Page back="/workspace/scheme" subnav={<WorkspaceNav />}>
      <PageTitle
        title={heading}
        lead="The file is the whole of it: a limit that no line says ends. You see what would change before anything does."
      />
      {result && <ErrorSummary result={result} />}
      {checked && <Changes checked={checked} />}
      {answer && 'problems' in answer && <Problems problems={answer.problems} />}
      <FileForm result={result ?? (checked && { error: '', fields: {}, values: checked.values })} />
    </Page>
  )
}

function Changes({ checked }: { checked: CheckedScheme['checked'] }) {
  const { changes, unchangedCount, day, values } = checked
  const stays = sayUnchanged(unchangedCount)
  if (changes.length === 0) return <Notice isAnswer>{`The file changes nothing. ${stays}`}</Notice>
  return (
    <Section id="changes" title={`What would change from ${day}`}>
      <div className="stack">
        <Notice isAnswer>{`${changes.length} to change. ${stays}`}</Notice>
        <DataTable
          rows={changes}
          keyOf={({ name, before, after }) => `${name} ${before} ${after}`}
          label="Each limit that would change"
          columns={[
            { name: 'Name', show: ({ name }) => name },
            { name: 'Now', show: ({ before }) => before },
            { name: 'Then', show: ({ after }) => after },
          ]}
        />
        <Form>
          <input type="hidden" name="step" value="apply" />
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Buttons>
            <Button>Make these changes</Button>
            <a href="/workspace/scheme">Leave all as it is</a>
          </Buttons>
        </Form>
      </div>
    </Section>
  )
}

function sayUnchanged(count: number) {
  if (count === 0) return 'No other limit is there.'
  return count === 1 ? '1 limit stays as it is.' : `${count} limits stay as they are.`
}

const Problems = ({ problems }: Pick<UnreadScheme, 'problems'>) => (
  <Section id="problems" title="Lines that cannot be read">
    <DataTable
      rows={problems}
      keyOf={({ line, problem }) => `${line} ${problem}`}
      label="Each line with what is wrong"
      columns={[
        { name: 'Where', show: ({ line }) => `Line ${line}` },
        { name: 'What is wrong', show: ({ problem }) => problem },
      ]}
    />
  </Section>
)

function FileForm({ result }: { result: FormResult | undefined }) {
  const { today } = useLoaderData<typeof loader>()
  return (
    <Section id="scheme-file" title="The file">
      <div className="stack">
        <p className="measure">
          A line for each person and kind of spend, under a first line that names the columns:
          email, kind_of_spend, limit, year_limit. Begin with{' '}
          <a href="/workspace/scheme.csv" download>
            your limits of today as a CSV file
          </a>
          .
        </p>
        <Form encType="multipart/form-data">
          <input type="hidden" name="step" value="check" />
          <FileField name="file" label="CSV file" accept=".csv,text/csv,text/plain" isOptional />
          <TextArea
            name="content"
            label="Or its lines"
            hint="A file goes before what stands here."
            rows={8}
            isOptional
            defaultValue={valueOf(result, 'content')}
            error={errorOf(result, 'content')}
          />
          <DecisionFields
            result={result}
            today={today}
            dayHint="Today or later. What is set for later days ends."
            sourceHint="Like “Scheme of delegation, part 3”, or the number of a decision notice."
          />
          <Buttons>
            <Button look="second">See what would change</Button>
          </Buttons>
        </Form>
      </div>
    </Section>
  )
}
