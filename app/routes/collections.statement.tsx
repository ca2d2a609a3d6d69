import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { getCollections } from '#app/domain/delivery/collection-queries.server.ts'
import {
  importStatement,
  StatementInput,
  type Matched,
} from '#app/domain/payments/record-receipt.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Read a bank statement'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getCollections(actor).then(() => ({ operationKey: newId() })))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, StatementInput, async (input) => {
    await getCollections(actor)
    return Response.json({ matched: await importStatement(actor, input) })
  })
}

export default function Statement() {
  const { operationKey } = useLoaderData<typeof loader>()
  const answer = useActionData<FormResult | { matched: Matched[] }>()
  const matched = answer && 'matched' in answer ? answer.matched : undefined
  const result = answer && 'fields' in answer ? answer : undefined
  return (
    <Page back="/collections" subnav={<WorkspaceNav />}>
      <PageTitle
        title={title}
        lead="Lines whose reference and sum fit a collection are recorded as received. The others are left, with the reason."
      />
      {matched && <Outcome matched={matched} />}
      <Form result={result}>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <TextArea
          name="statement"
          label="Lines of the statement"
          hint="One payment in on each line: date, reference, amount. For example 22/09/2027,COL-00012,24500.00"
          rows={10}
          limit="Up to 500 lines. Read twice, a line is recorded once."
          defaultValue={valueOf(result, 'statement')}
          error={errorOf(result, 'statement')}
        />
        <Buttons>
          <Button>Read the statement</Button>
          <a href="/collections">Back to collections</a>
        </Buttons>
      </Form>
    </Page>
  )
}

function Outcome({ matched }: { matched: Matched[] }) {
  const received = matched.filter((line) => line.outcome === 'received')
  return (
    <Section id="outcome" title="What was read">
      <div className="stack">
        <Notice tone={received.length === matched.length ? 'ok' : 'warn'} isAnswer>
          {`${received.length} of ${matched.length} lines recorded as received.`}
        </Notice>
        <DataTable
          rows={matched}
          keyOf={(line) => String(line.line)}
          label="Each line of the statement"
          columns={[
            { name: 'Line', show: ({ line }) => line },
            {
              name: 'Result',
              show: ({ outcome }) =>
                outcome === 'received' ? (
                  <Tag tone="ok">Received</Tag>
                ) : (
                  <Tag tone="warn">Left</Tag>
                ),
            },
            { name: 'Why', show: ({ message }) => message },
          ]}
        />
        <Buttons>
          <ButtonLink look="second" href="/collections">
            See all collections
          </ButtonLink>
        </Buttons>
      </div>
    </Section>
  )
}
