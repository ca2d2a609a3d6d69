import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPoundsExact } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { agreeGiveBack } from '#app/domain/delivery/agree-give-back.server.ts'
import { askGiveBack } from '#app/domain/delivery/ask-give-back.server.ts'
import { getGiveBack } from '#app/domain/delivery/give-back-queries.server.ts'
import { GiveBackInput } from '#app/domain/delivery/give-back.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const title = 'Money left over'
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${title}: ${data.project.challenge.title}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => ({
    ...(await getGiveBack(actor, param(params, 'reference'))),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, GiveBackInput, async ({ step, operationKey }) => {
    const reference = param(params, 'reference')
    const { project } = await getGiveBack(actor, reference)
    await (step === 'asked' ? askGiveBack : agreeGiveBack)(actor, project.id, { operationKey })
    return redirect(`/projects/${reference}/give-back`)
  })
}

export default function MoneyLeftOver() {
  const { project, state, lines } = useLoaderData<typeof loader>()
  const href = `/projects/${project.reference}`
  return (
    <Page
      crumbs={[
        { href: '/projects', name: 'Projects' },
        { href, name: project.reference },
      ]}
      crumbTitle={title}
    >
      <PageTitle
        kicker={project.reference}
        title={title}
        lead={`What councils and pots raised for “${project.challenge.title}” and the project does not need. It goes back in the proportions it came in, to the penny.`}
      />
      {state === 'nothing' ? (
        <Empty title="Nothing is left over" level={2} action={<a href={href}>The project</a>}>
          Every penny that was raised has been paid to the supplier.
        </Empty>
      ) : (
        <>
          <Standing />
          {lines.length > 0 && <Lines />}
        </>
      )}
    </Page>
  )
}

function Standing() {
  const { state, leadCouncilName, askedAt, agreedAt, agreedForName, askingEndedAt } =
    useLoaderData<typeof loader>()
  switch (state) {
    case 'building':
      return (
        <Notice title="The project is still being built.">
          What is shown is what has not been spent so far. Nothing goes back before the last
          milestone is paid, or the project is stopped.
        </Notice>
      )
    case 'open':
      return (
        <>
          <Notice
            title={
              askingEndedAt ? 'It has to be asked for again.' : 'It has not been asked for yet.'
            }
          >
            {askingEndedAt &&
              `Whoever asked for it lost the role for that on ${formatDay(askingEndedAt)}, so it no longer counts. `}
            A finance approver of {leadCouncilName} asks for it; a funder then agrees.
          </Notice>
          <Step step="asked" />
        </>
      )
    case 'asked':
      return (
        <>
          <Notice title="It waits for a funder to agree.">
            {askedAt && `${leadCouncilName} asked for it on ${formatDay(askedAt)}.`}
          </Notice>
          <Step step="agreed" />
        </>
      )
    case 'refunding':
    case 'done':
      return (
        <Notice
          tone="ok"
          title={state === 'done' ? 'All of it is back.' : 'It is on its way back.'}
        >
          {agreedAt &&
            `${agreedForName ?? 'A funder'} agreed on ${formatDay(agreedAt)}. Pots had their part at once; ${leadCouncilName} refunds the other councils by bank.`}
        </Notice>
      )
    default:
      return null
  }
}

function Step({ step }: { step: 'asked' | 'agreed' }) {
  const { mayAsk, mayAgree, leftPence, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  if (!(step === 'asked' ? mayAsk : mayAgree)) return null
  const sum = formatPoundsExact(leftPence)
  return (
    <Form result={result}>
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <p className="measure">
        {step === 'asked'
          ? 'No money moves yet. A fund manager or payment approver of a pot that paid agrees first.'
          : 'Pots can match with their part at once. The councils’ parts are owed to them until the lead council records each refund. This cannot be undone.'}
      </p>
      <Buttons>
        <Button name="step" value={step}>
          {step === 'asked' ? `Ask that ${sum} goes back` : `Agree that ${sum} goes back`}
        </Button>
      </Buttons>
    </Form>
  )
}

function Lines() {
  const { project, lines, leftPence, state, mayRefund } = useLoaderData<typeof loader>()
  const isAgreed = state === 'refunding' || state === 'done'
  return (
    <Section id="parts" title={isAgreed ? 'What goes back to whom' : 'What each has left'}>
      <DataTable
        label="Table of what goes back to whom"
        rows={lines}
        keyOf={({ key }) => key}
        columns={[
          { name: 'To', show: ({ name }) => name },
          {
            name: isAgreed ? 'How it stands' : 'How it goes back',
            show: ({ isPot, isLead, partId, refundedOn }) => {
              if (isPot)
                return isAgreed ? 'Back in the pot' : 'Into the pot, to be matched with again'
              if (isLead && (refundedOn || !partId)) return 'In its own account already'
              if (refundedOn) return `Refunded on ${formatDay(refundedOn)}`
              if (!partId) return 'By bank, from the lead council'
              if (!mayRefund) return 'To be refunded'
              return (
                <a href={`/projects/${project.reference}/refunds/${partId}`}>Record the refund</a>
              )
            },
          },
          { name: 'Sum', isNumeric: true, show: ({ pence }) => formatPoundsExact(pence) },
        ]}
        total={{ name: 'In all', values: [formatPoundsExact(leftPence)] }}
      />
    </Section>
  )
}
