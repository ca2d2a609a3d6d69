import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useFetcher, useLoaderData } from '@remix-run/react'
import { useEffect, useRef, type FormEvent } from 'react'
import { newId } from '#app/core/id.ts'
import { formatPounds, poundsForInput } from '#app/core/money.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { findTypicalPledge } from '#app/domain/pledges/other-pledge-queries.server.ts'
import { fundingTypeLabel, fundingTypes, PledgeDraftInput } from '#app/domain/pledges/pledge.ts'
import { formatClosing } from '#app/domain/pledges/round.ts'
import { suggestOwnShares } from '#app/domain/pledges/share-queries.server.ts'
import { savePledgeDraft } from '#app/domain/pledges/save-pledge-draft.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { MoneyField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { MatchPreview } from '#app/ui/match-preview.tsx'
import { OwnShares } from '#app/ui/own-shares.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openPledgeForm, previewTyped, resultOf } from '#app/web/pledge-form.server.ts'
import type { loader as previewLoader } from './challenges.$slug.pledge.preview.ts'

const heading = 'How much do you want to pledge?'
const AmountInput = PledgeDraftInput.omit({ conditions: true, isNameShown: true })

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(heading, data?.checked) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const asked = new URL(request.url).searchParams
  return show(() => readAmountPage(actor, param(params, 'slug'), asked))
}

async function readAmountPage(actor: Actor, slug: string, asked: URLSearchParams) {
  const { challenge, round, draft } = await openPledgeForm(actor, slug)
  const amount = asked.get('amount') ?? (draft ? poundsForInput(draft.amountPence) : '')
  const fundingType = asked.get('fundingType') ?? draft?.fundingType ?? 'revenue'
  const typed = new URLSearchParams({ amount, fundingType })
  const { preview, wrong } = await previewTyped(actor, round, typed)
  const answers = {
    id: draft?.id ?? newId(),
    amount,
    budgetCode: asked.get('budgetCode') ?? draft?.budgetCode ?? '',
    fundingType,
  }
  const [typicalPence, fairShares] = await Promise.all([
    findTypicalPledge(round.roundId),
    suggestOwnShares(actor, round),
  ])
  const checked = resultOf(asked, wrong)
  return { challenge, round, answers, preview, typicalPence, fairShares, checked }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, AmountInput, async (input) => {
    const { round } = await openPledgeForm(actor, slug)
    await savePledgeDraft(actor, round.roundId, input)
    return redirect(`/challenges/${slug}/pledge/conditions`)
  })
}

export default function PledgeAmount() {
  const { challenge, round, preview: first, fairShares } = useLoaderData<typeof loader>()
  const { preview, watch } = useLivePreview(challenge.slug, first)
  const smallest = round.smallestPledgePence
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      <div className="with-side with-side--wide">
        <div onInput={watch}>
          <AmountForm />
          <OwnShares slug={challenge.slug} shares={fairShares} />
          <details className="after-form">
            <summary>What happens to the money if the target is missed?</summary>
            <p className="inset">
              Your pledge lapses at {formatClosing(round)}. No invoice is raised, and the match goes
              back to the pots at once.
            </p>
          </details>
        </div>
        <aside aria-label="Preview">
          <MatchPreview preview={preview} funding={round} smallestPledgePence={smallest} />
        </aside>
      </div>
    </Page>
  )
}

function AmountForm() {
  const { challenge, round, answers, typicalPence, checked } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>() ?? checked
  const smallest = formatPounds(round.smallestPledgePence)
  const typical =
    typicalPence === undefined
      ? ''
      : ` The typical pledge to this challenge is ${formatPounds(typicalPence)}.`
  return (
    <Form result={result}>
      <StepLine>Pledge to “{challenge.title}”. Step 1 of 3</StepLine>
      <input type="hidden" name="id" value={answers.id} />
      <MoneyField
        name="amount"
        label={heading}
        isHeading
        hint={`Whole pounds, ${smallest} or more.${typical}`}
        error={errorOf(result, 'amount')}
        defaultValue={valueOf(result, 'amount', answers.amount)}
      />
      <TextField
        name="budgetCode"
        label="Budget code"
        isOptional
        hint="Your own reference. It goes on the commitment note for finance."
        width="mid"
        error={errorOf(result, 'budgetCode')}
        defaultValue={valueOf(result, 'budgetCode', answers.budgetCode)}
      />
      <RadioGroup
        name="fundingType"
        label="Where the money comes from"
        choices={fundingTypes.map((value) => ({ value, label: fundingTypeLabel[value] }))}
        error={errorOf(result, 'fundingType')}
        defaultValue={valueOf(result, 'fundingType', answers.fundingType)}
      />
      <Buttons>
        <Button>Continue</Button>
        <Button look="second" formMethod="get">
          Update the preview
        </Button>
      </Buttons>
    </Form>
  )
}

const TYPING_PAUSE_MS = 300
const shownBy = ['amount', 'fundingType']

/** Works the preview out again while somebody types; without a script the button does. */
function useLivePreview(slug: string, first: Awaited<ReturnType<typeof previewTyped>>['preview']) {
  const fetcher = useFetcher<typeof previewLoader>()
  const pause = useRef<number>()
  useEffect(() => () => window.clearTimeout(pause.current), [])
  const watch = ({ target }: FormEvent) => {
    if (!(target instanceof HTMLInputElement) || !target.form) return
    const typed = new URLSearchParams()
    for (const [name, value] of new FormData(target.form))
      if (shownBy.includes(name) && typeof value === 'string') typed.set(name, value)
    window.clearTimeout(pause.current)
    pause.current = window.setTimeout(
      () => fetcher.load(`/challenges/${slug}/pledge/preview?${String(typed)}`),
      TYPING_PAUSE_MS,
    )
  }
  return { preview: fetcher.data ? fetcher.data.preview : first, watch }
}
