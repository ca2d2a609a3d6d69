import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatFinancialYear } from '#app/core/time.ts'
import { hangsOnOthers } from '#app/domain/pledges/conditions.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { AGREEMENT_VERSION, fundingTypeLabel, PledgeInput } from '#app/domain/pledges/pledge.ts'
import { previewMatch } from '#app/domain/pledges/preview-match.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choices.tsx'
import { DateField, SelectField } from '#app/ui/field.tsx'
import { Gates, LockNotices } from '#app/ui/gates.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { ErrorSummary, Form, StepLine } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { MatchPreview } from '#app/ui/match-preview.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page } from '#app/ui/page.tsx'
import { Lines } from '#app/ui/pledge.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { continuePledgeForm, pledgePath, whoSigns } from '#app/web/pledge-form.server.ts'

const headingFor = (isSigned: boolean) =>
  isSigned
    ? 'Check your pledge before you send it to be signed'
    : 'Check your pledge before you commit it'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(headingFor(Boolean(data?.signing.needed))) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const form = await continuePledgeForm(actor, param(params, 'slug'))
    const [signing, preview] = await Promise.all([
      whoSigns(actor, form.draft),
      previewMatch(actor, form.round.roundId, form.draft),
    ])
    return { ...form, signing, preview }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, PledgeInput, async (input) => {
    const { draft } = await continuePledgeForm(actor, slug)
    await makePledge(actor, draft.id, input)
    return redirect(`${pledgePath(draft)}?done`)
  })
}

export default function PledgeCheck() {
  const { challenge, round, signing, preview } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page back={`/challenges/${challenge.slug}/pledge/conditions`}>
      {result && <ErrorSummary result={result} />}
      <div className="with-side with-side--wide">
        <div className="stack-6">
          <div>
            <StepLine>Step 3 of 3</StepLine>
            <h1>{headingFor(signing.needed)}</h1>
          </div>
          <LockNotices locks={signing.locks} />
          <WhoMustSign />
          <Gates gates={signing.gates} />
          <YourPledge />
          <SendForm />
        </div>
        <aside aria-label="Preview">
          <MatchPreview
            preview={preview}
            funding={round}
            smallestPledgePence={round.smallestPledgePence}
          />
        </aside>
      </div>
    </Page>
  )
}

function WhoMustSign() {
  const { draft, signing } = useLoaderData<typeof loader>()
  if (!signing.needed) return null
  const [first] = signing.approvers
  const amount = formatPounds(draft.amountPence)
  const isAbove = draft.amountPence > signing.limitPence
  if (!first)
    return (
      <Notice tone="warn" title={`Nobody at your council can sign ${amount} yet.`}>
        Ask your administrator to say who may, or pledge less.
      </Notice>
    )
  return (
    <Notice tone="warn" title="A finance approver must sign this pledge.">
      <p>
        {isAbove
          ? `${amount} is above your delegated limit of ${formatPounds(signing.limitPence)}.`
          : 'Your council has more to do before this pledge counts.'}{' '}
        It will go to{' '}
        <strong>
          {first.name}, {first.jobTitle.toLowerCase()}
        </strong>
        , unless you choose somebody else. It does not count towards the target until it is signed.
      </p>
    </Notice>
  )
}

function YourPledge() {
  const { challenge, draft } = useLoaderData<typeof loader>()
  const step = `/challenges/${challenge.slug}/pledge`
  return (
    <section className="stack" aria-labelledby="your-pledge">
      <h2 id="your-pledge">Your pledge</h2>
      <SummaryList
        rows={[
          { name: 'Challenge', value: challenge.title },
          { name: 'Council', value: draft.council.name },
          {
            name: hangsOnOthers(draft.conditions) ? 'Amount, at most' : 'Amount',
            value: <strong className="num">{formatPounds(draft.amountPence)}</strong>,
            change: `${step}#amount`,
          },
          {
            name: 'Budget code',
            value: draft.budgetCode && <span className="ref">{draft.budgetCode}</span>,
            change: `${step}#budgetCode`,
          },
          {
            name: 'Where the money comes from',
            value: fundingTypeLabel[draft.fundingType],
            change: `${step}#fundingType`,
          },
          {
            name: 'Conditions',
            value: <Lines lines={draft.conditionsInWords} none="None" />,
            change: `${step}/conditions`,
          },
          {
            name: 'Show our name',
            value: draft.isNameShown
              ? 'Yes, from the moment it is signed'
              : 'Not until the target is met',
            change: `${step}/conditions#isNameShown`,
          },
          {
            name: 'Paid as',
            value: `One invoice from ${draft.challenge.leadCouncil} once the target is met`,
          },
        ]}
      />
    </section>
  )
}

function SendForm() {
  const { draft, signing } = useLoaderData<typeof loader>()
  const label = useSendLabel()
  const result = useActionData<typeof action>()
  const canSend = !signing.needed || signing.approvers.length > 0
  return (
    <div>
      <Form>
        <input type="hidden" name="seenPence" value={String(draft.amountPence)} />
        {signing.needed && canSend && <SigningFields />}
        <section className="stack measure after-form" aria-labelledby="confirm">
          <h2 id="confirm">By sending this you confirm that</h2>
          <ul className="stack-2">
            <li>
              your council has the money set aside in {formatFinancialYear(draft.round.closesAt)}
            </li>
            <li>the pledge becomes binding if the target is met while your conditions hold</li>
            <li>
              your council accepts the{' '}
              <a href="/how-it-works#agreement">
                model pledge agreement, version {AGREEMENT_VERSION}
              </a>
            </li>
          </ul>
        </section>
        <Checkbox
          name="agreement"
          value="accepted"
          label="I confirm this for my council"
          error={errorOf(result, 'agreement')}
          isChecked={valueOf(result, 'agreement') === 'accepted'}
        />
        <Buttons>
          {canSend && <Button>{label}</Button>}
          <a href={`/pledges/PL-${draft.number}`}>Keep it as a draft</a>
        </Buttons>
      </Form>
    </div>
  )
}

function useSendLabel() {
  const { draft, signing } = useLoaderData<typeof loader>()
  if (!signing.needed) return `Commit ${formatPounds(draft.amountPence)} pledge`
  const [first, second] = signing.approvers
  return first && !second ? `Send to ${first.name} to sign` : 'Send the pledge to be signed'
}

function SigningFields() {
  const { signing } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (!signing.needed) return null
  const choices = signing.approvers.map(({ personId, name, jobTitle, limitPence, principal }) => ({
    value: personId,
    label: principal
      ? `${name}, ${jobTitle.toLowerCase()}, standing in for ${principal.name}`
      : `${name}, ${jobTitle.toLowerCase()}, limit ${formatPounds(limitPence)}`,
  }))
  return (
    <section className="stack" aria-labelledby="who-signs">
      <h2 id="who-signs">Who signs</h2>
      <SelectField
        name="signById"
        label="Finance approver"
        choices={choices}
        error={errorOf(result, 'signById')}
        defaultValue={valueOf(result, 'signById', choices[0]?.value)}
      />
      <DateField
        name="signByOn"
        label="Sign by"
        error={errorOf(result, 'signByOn')}
        defaultValue={valueOf(result, 'signByOn', signing.signByOn)}
      />
    </section>
  )
}
