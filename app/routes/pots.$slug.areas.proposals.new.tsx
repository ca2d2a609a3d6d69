import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { acceptedEndings } from '#app/domain/files/stored-file.ts'
import { AreaProposalInput } from '#app/domain/pots/area-entry.ts'
import { proposeArea } from '#app/domain/pots/propose-area.server.ts'
import { AreaFields } from '#app/ui/area-fields.tsx'
import type { Answers } from '#app/ui/band-fields.tsx'
import { Button, Buttons } from '#app/ui/button.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openAreaForm } from '#app/web/area-form.server.ts'
import { openRuleForm } from '#app/web/rule-form.server.ts'
import { readUploads, UploadsInput } from '#app/web/uploads.ts'

const heading = 'Propose an entry of the register'

export const meta: MetaFunction<typeof loader> = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => openAreaForm(actor, param(params, 'slug'), request))
}

const AreaForm = AreaProposalInput.extend({ evidence: UploadsInput })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, AreaForm, async ({ evidence, ...input }) => {
    const { pot } = await openRuleForm(actor, slug)
    const [file] = await readUploads(evidence)
    const { id } = await proposeArea(actor, pot.id, { ...input, file })
    return redirect(`/pots/${slug}/areas/proposals/${id}?done=proposed`)
  })
}

export default function NewAreaProposal() {
  const { pot, areas, answers } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const known = answersOf(result, answers)
  return (
    <Page back={`/pots/${pot.slug}/areas`}>
      <PageTitle
        kicker={pot.name}
        title={heading}
        lead="Nothing counts until a second person approves it. What is signed already keeps what counted then."
      />
      <Form result={result} encType="multipart/form-data">
        <HiddenOperationKey value={known.of('operationKey').defaultValue} />
        <AreaFields
          answers={known}
          areas={areas}
          accept={acceptedEndings.join(',')}
          fileError={errorOf(result, 'evidence')}
        />
        <Buttons>
          <Button>Propose this entry</Button>
          <a href={`/pots/${pot.slug}/areas`}>Cancel</a>
        </Buttons>
      </Form>
    </Page>
  )
}

/** What was typed, or else what the area's last entry or the proposal sent back said. */
const answersOf = (result: FormResult | undefined, answers: Record<string, string>): Answers => ({
  of: (name) => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, answers[name] ?? ''),
  }),
  ticked: () => [],
})
