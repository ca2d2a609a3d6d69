import { TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

type WhoFieldsProps = { result: FormResult | undefined; nameHint?: string }

/** The name and the job title of whoever comes in. */
export const WhoFields = ({ result, nameHint }: WhoFieldsProps) => (
  <>
    <TextField
      name="name"
      label="Your name"
      hint={nameHint}
      autoComplete="name"
      width="mid"
      error={errorOf(result, 'name')}
      defaultValue={valueOf(result, 'name')}
    />
    <TextField
      name="jobTitle"
      label="Your job title"
      autoComplete="organization-title"
      width="mid"
      error={errorOf(result, 'jobTitle')}
      defaultValue={valueOf(result, 'jobTitle')}
    />
  </>
)
