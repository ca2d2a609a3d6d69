import {
  legalFormNames,
  legalForms,
  type LegalIdentity,
} from '#app/domain/organisations/legal-identity.ts'
import { RadioGroup } from './choices.tsx'
import { TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

type Props = { result: FormResult | undefined; before?: LegalIdentity }

const hints = {
  company: 'Also a partnership, a community interest company or a charity with a company number',
  charity: undefined,
  'sole-trader': 'You have no number',
}

/** Who a firm is in law. The number is asked for under the form of firm that has one. */
export function LegalIdentityFields({ result, before }: Props) {
  const field = (name: 'companyNumber' | 'charityNumber') => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, before?.[name] ?? ''),
    width: 'mid' as const,
    spellCheck: false,
  })
  const numbers = {
    company: (
      <TextField
        {...field('companyNumber')}
        label="Company number"
        hint="From Companies House, like 09876543, SC123456 or OC301234"
      />
    ),
    charity: (
      <TextField
        {...field('charityNumber')}
        label="Charity number"
        hint="Like 1123456, SC012345 or NIC101234"
      />
    ),
    'sole-trader': undefined,
  }
  return (
    <>
      <TextField
        name="legalName"
        label="Legal name"
        hint="As it is on the register, or your own name if you trade alone"
        autoComplete="organization"
        error={errorOf(result, 'legalName')}
        defaultValue={valueOf(result, 'legalName', before?.legalName ?? '')}
      />
      <RadioGroup
        name="legalForm"
        label="What are you?"
        error={errorOf(result, 'legalForm')}
        defaultValue={valueOf(result, 'legalForm', before?.legalForm ?? '')}
        choices={legalForms.map((form) => ({
          value: form,
          label: legalFormNames[form],
          hint: hints[form],
          follow: numbers[form],
        }))}
      />
    </>
  )
}
