import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDate } from '#app/core/time.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { declinePledge } from '#app/domain/pledges/decline-pledge.server.ts'
import { areClear } from '#app/domain/pledges/gate.ts'
import { getApproval } from '#app/domain/pledges/gate-facts.server.ts'
import { getPledgeCalled } from '#app/domain/pledges/pledge-queries.server.ts'
import { canApprovePledge, DecisionInput, fundingTypeLabel } from '#app/domain/pledges/pledge.ts'
import { previewMatch } from '#app/domain/pledges/preview-match.server.ts'
import type { Signer } from '#app/domain/pledges/signers.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Gates } from '#app/ui/gates.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { MatchPreview } from '#app/ui/match-preview.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Lines } from '#app/ui/pledge.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { pledgePath } from '#app/web/pledge-form.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pledge.amountPence) : 'Sign a pledge') },
]
const headingFor = (amountPence: bigint) => `Sign a pledge of ${formatPounds(amountPence)}?`

const anotherSigns = 'Another finance approver of your council must sign this pledge.'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const pledge = await getPledgeCalled(actor, param(params, 'reference'))
    if (!canApprovePledge(actor, pledge)) throw new Refusal('forbidden', anotherSigns)
    if (pledge.state !== 'awaiting-approval') throw redirect(pledgePath(pledge))
    const [approval, funding, preview] = await Promise.all([
      getApproval(actor, pledge),
      findFunding(pledge.challengeId),
      previewMatch(actor, pledge.roundId, pledge),
    ])
    if (approval.isSigned) throw redirect(pledgePath(pledge))
    return { pledge, ...approval, funding, preview, operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const reference = param(params, 'reference')
  return submit(request, DecisionInput, async (input) => {
    const pledge = await getPledgeCalled(actor, reference)
    if (input.decision === 'sign') await approvePledge(actor, pledge.id, input)
    else await declinePledge(actor, pledge.id, input)
    return redirect(`${pledgePath(pledge)}?done`)
  })
}

export default function ApprovePledge() {
  const { pledge, signer, whyNot, gates, funding, preview, operationKey } =
    useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  const amount = formatPounds(pledge.amountPence)
  const others = gates.filter(({ name }) => name !== 'signature')
  return (
    <Page back={`/pledges/PL-${pledge.number}`}>
      {result && <ErrorSummary result={result} />}
      <div className="with-side with-side--wide">
        <div className="stack-6">
          <PageTitle
            title={headingFor(pledge.amountPence)}
            lead={`${pledge.madeBy.name} asks you to sign it for ${pledge.council.name}.`}
          />
          <PledgeToSign />
          <Gates gates={gates} recordAt={`/pledges/PL-${pledge.number}/facts`} />
          {!signer ? (
            <Notice tone="warn" title={whyNot}>
              Somebody else of your council must sign it.
            </Notice>
          ) : (
            <Form>
              <input type="hidden" name="decision" value="sign" />
              <HiddenOperationKey value={operationKey} />
              <input type="hidden" name="seenPence" value={String(pledge.amountPence)} />
              <p className="measure">
                {areClear(others)
                  ? 'Your signature is your council’s decision.'
                  : 'You may sign now. The pledge is committed by itself once everything above is clear.'}{' '}
                The pledge becomes binding if the target is met while its conditions hold.
              </p>
              <Buttons>
                <Button>Sign {amount} pledge</Button>
              </Buttons>
            </Form>
          )}
          <Decline />
        </div>
        <aside aria-label="Preview">
          {funding && (
            <MatchPreview
              whose="This"
              preview={preview}
              funding={funding}
              smallestPledgePence={funding.smallestPledgePence}
            />
          )}
        </aside>
      </div>
    </Page>
  )
}

function PledgeToSign() {
  const { pledge, signer } = useLoaderData<typeof loader>()
  const { challenge } = pledge
  return (
    <SummaryList
      rows={[
        {
          name: 'Challenge',
          value: <a href={`/challenges/${challenge.slug}`}>{challenge.title}</a>,
        },
        {
          name: 'Amount',
          value: <strong className="num">{formatPounds(pledge.amountPence)}</strong>,
        },
        ...(signer ? [{ name: 'You sign', value: describeSigner(signer) }] : []),
        {
          name: 'Budget code',
          value: pledge.budgetCode && <span className="ref">{pledge.budgetCode}</span>,
        },
        { name: 'Where the money comes from', value: fundingTypeLabel[pledge.fundingType] },
        {
          name: 'Conditions',
          value: <Lines lines={pledge.conditionsInWords} none="None" />,
        },
        { name: 'Sign by', value: pledge.signByOn && formatDate(pledge.signByOn) },
      ]}
    />
  )
}

function describeSigner({ signedAs, principal, limitPence, year }: Signer) {
  if (signedAs === 'chief-finance-officer') return 'As section 151 officer, whatever the sum'
  const within = `within a limit of ${formatPounds(limitPence)}`
  const left = year && `, of which ${formatPounds(year.leftPence)} is left this financial year`
  return `${principal ? `For ${principal.name}, ${within}` : `W${within.slice(1)}`}${left ?? ''}`
}

function Decline() {
  const { pledge } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  const failed = result?.values.decision === 'decline' ? result : undefined
  return (
    <details open={failed !== undefined}>
      <summary>Do not sign this pledge</summary>
      <div className="inset after-form">
        <Form>
          <input type="hidden" name="decision" value="decline" />
          <TextArea
            name="reason"
            label="Why do you not sign it?"
            hint={`${pledge.madeBy.name} reads this. It is not public.`}
            rows={3}
            error={errorOf(failed, 'reason')}
            defaultValue={valueOf(failed, 'reason')}
          />
          <Buttons>
            <Button look="second">Decline {formatPounds(pledge.amountPence)} pledge</Button>
          </Buttons>
        </Form>
      </div>
    </details>
  )
}
