import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { proposeTakeover } from '#app/domain/successions/propose-takeover.server.ts'
import {
  getTakeoverKind,
  requireSuccessionKeeper,
  TakeoverInput,
} from '#app/domain/successions/succession.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, TextArea, TextField } from '#app/ui/field.tsx'
import { fieldsOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const words = {
  supplier: {
    title: 'Propose a succession of firms',
    lead: 'For firms that merge or change hands. Nothing changes by this: a second operator confirms it, and each council agrees to its own contract.',
    ends: 'Which firms end?',
    successor: 'Which firm takes over?',
    hint: 'A name, a number of Companies House or the last part of the address of its page.',
    source: 'What says so',
    sourceHint:
      'Such as a filing at Companies House, or the agreement by which the business was sold.',
  },
  funder: {
    title: 'Propose a succession of funders',
    lead: 'For departments and other funders that are taken over. Nothing changes by this: a second operator confirms it.',
    ends: 'Which funders end?',
    successor: 'Which funder takes over?',
    hint: 'A name, or the last part of the address of its page.',
    source: 'What says so',
    sourceHint: 'Such as a statement on machinery of government, or a transfer of functions order.',
  },
} as const

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? words[data.kind].title : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => {
    requireSuccessionKeeper(actor)
    const kind = getTakeoverKind(param(params, 'kind'))
    return Promise.resolve({ kind, operationKey: newId() })
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, TakeoverInput, async (input) => {
    const kind = getTakeoverKind(param(params, 'kind'))
    const { id } = await proposeTakeover(actor, { kind, ...input })
    return redirect(`/successions/${id}?done=proposed`)
  })
}

export default function NewTakeover() {
  const { kind, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const of = fieldsOf(result)
  const { title, lead, ends, successor, hint, source, sourceHint } = words[kind]
  return (
    <Page back="/successions" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle title={title} lead={lead} />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <TextArea
          label={ends}
          hint={`${hint} One on each line.`}
          rows={3}
          {...of('predecessors')}
        />
        <TextField label={successor} hint={hint} width="mid" {...of('successor')} />
        <DateField
          label="From which day"
          hint="The first day of the successor."
          {...of('vestsOn')}
        />
        <TextField label={source} hint={sourceHint} {...of('source')} />
        <TextField type="url" label="Its address" isOptional {...of('sourceUrl')} />
        <Buttons>
          <Button>Propose it and see what moves</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
