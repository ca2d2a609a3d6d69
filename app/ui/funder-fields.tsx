import type { ReactNode } from 'react'
import { funderKindNames, funderKinds, type FunderKind } from '#app/domain/organisations/funder.ts'
import { RadioGroup } from './choices.tsx'
import { SelectField, TextArea, TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

type Props = { result: FormResult | undefined; areas: { gss: string; name: string }[] }

const fieldsOf = (result: FormResult | undefined) => (name: string) => ({
  name,
  error: errorOf(result, name),
  defaultValue: valueOf(result, name),
})

/** A body that is put on the register of funders. What it is known by is asked for under its kind. */
export function FunderFields({ result, areas }: Props) {
  const field = fieldsOf(result)
  const shown = fieldsOfKinds({ result, areas })
  return (
    <>
      <TextField {...field('name')} label="Name" hint="As it is on its own register" />
      <RadioGroup
        {...field('kind')}
        label="What is it?"
        choices={funderKinds.map((kind) => ({
          value: kind,
          label: funderKindNames[kind],
          follow: shown[kind],
        }))}
      />
      <TextArea
        {...field('about')}
        label="What it funds"
        hint="Everybody reads this on its page."
        limit="At most 500 characters"
        isOptional
        rows={3}
      />
      <TextField
        {...field('source')}
        label="How you made sure of it"
        hint="What you looked at, and whom you spoke to. It stays on record."
      />
    </>
  )
}

function fieldsOfKinds({ result, areas }: Props): Record<FunderKind, ReactNode> {
  const field = fieldsOf(result)
  const number = (name: string) => ({ ...field(name), width: 'mid' as const, spellCheck: false })
  return {
    'central-government': (
      <TextField
        {...field('governmentPage')}
        label="Its page on GOV.UK"
        hint="Like https://www.gov.uk/government/organisations/cabinet-office"
        spellCheck={false}
      />
    ),
    'combined-authority': (
      <SelectField
        {...field('areaCode')}
        label="Which one"
        placeholder="Choose a combined authority"
        choices={areas.map(({ gss, name }) => ({ value: gss, label: name }))}
      />
    ),
    charity: (
      <TextField
        {...number('charityNumber')}
        label="Charity number"
        hint="Like 1123456, SC012345 or NIC101234"
      />
    ),
    other: (
      <TextField
        {...number('companyNumber')}
        label="Company number"
        hint="From Companies House, like 09876543 or RC000123"
      />
    ),
  }
}
