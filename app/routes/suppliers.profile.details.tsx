import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { poundsForInput } from '#app/core/money.ts'
import { formatDate } from '#app/core/time.ts'
import { changeSupplierDetails } from '#app/domain/organisations/change-supplier-details.server.ts'
import { places } from '#app/domain/organisations/council-words.ts'
import type { Assessed } from '#app/domain/organisations/firm-size.ts'
import { describeIdentity } from '#app/domain/organisations/legal-identity.ts'
import { MOST_ABOUT, SupplierDetailsInput } from '#app/domain/organisations/supplier.ts'
import { getSupplierDetails } from '#app/domain/organisations/supplier-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkboxes } from '#app/ui/choices.tsx'
import { MoneyField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Company details, places and size'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getSupplierDetails(actor))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, SupplierDetailsInput, async (input) => {
    await changeSupplierDetails(actor, input)
    return redirect('/suppliers/profile?saved')
  })
}

export default function Details() {
  const profile = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const field = (name: string, before = '') => ({
    name,
    defaultValue: valueOf(result, name, before),
    error: errorOf(result, name),
  })
  return (
    <Page back="/suppliers/profile" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle kicker={profile.name} title={heading} />
        <h2 id="company">Company details</h2>
        <p>
          {describeIdentity({ ...profile, legalName: profile.name })}.{' '}
          <a href="/suppliers/registration">Legal name and number</a>
        </p>
        <TextField
          {...field('about', profile.about ?? '')}
          label="What you do, in a sentence"
          hint="Councils find you by these words."
          maxLength={MOST_ABOUT}
          isOptional
        />
        <TextField {...field('town', profile.town ?? '')} label="Town" width="mid" />
        <PlacesAndSize result={result} />
        <Buttons>
          <Button>Save these details</Button>
        </Buttons>
      </Form>
    </Page>
  )
}

function PlacesAndSize({ result }: { result: FormResult | undefined }) {
  const profile = useLoaderData<typeof loader>()
  const money = (name: string, before: bigint | null) => ({
    name,
    defaultValue: valueOf(result, name, poundsOrNone(before)),
    error: errorOf(result, name),
  })
  return (
    <>
      <h2 id="places">Places you serve</h2>
      <Checkboxes
        name="serves"
        label="Where may councils ask you?"
        hint="Nations, or regions of England"
        isSmall
        error={errorOf(result, 'serves')}
        defaultValues={valuesOf(result, 'serves', profile.serves)}
        choices={places.map((place) => ({ value: place, label: place }))}
      />
      <h2 id="size">Size and ownership</h2>
      <TextField
        name="staffCount"
        error={errorOf(result, 'staffCount')}
        defaultValue={valueOf(result, 'staffCount', String(profile.staffCount ?? ''))}
        label="How many people work for you?"
        width="short"
        inputMode="numeric"
      />
      <MoneyField
        {...money('turnover', profile.turnoverPence)}
        label="Turnover in the last year"
        hint="We never show it. It says whether the law calls you small or medium-sized."
        isOptional
      />
      <MoneyField
        {...money('balanceSheet', profile.balanceSheetPence)}
        label="Balance sheet total"
        hint="Enough instead of turnover. We never show it."
        isOptional
      />
      <SizeSaid size={profile.size} declaredAt={profile.isSmeDeclaredAt} />
    </>
  )
}

const poundsOrNone = (pence: bigint | null) => (pence === null ? '' : poundsForInput(pence))

/** What the numbers that were saved last make of the firm, with the working. */
function SizeSaid({ size, declaredAt }: { size: Assessed; declaredAt: Date | null }) {
  const title =
    size.isSme === undefined
      ? 'Not known yet.'
      : size.isSme
        ? 'Small or medium-sized.'
        : 'Not small or medium-sized.'
  return (
    <Notice tone={size.isSme ? 'ok' : 'info'} title={title}>
      <p>
        {size.working} Procurement Act 2023, section 123.{' '}
        {declaredAt && `Declared on ${formatDate(declaredAt)}.`}
      </p>
    </Notice>
  )
}
