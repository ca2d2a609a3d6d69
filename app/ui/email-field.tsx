import { TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

type Props = { label: string; hint?: string; result: FormResult | undefined }

/** The address somebody reads mail at, as browsers fill it in for them. */
export const EmailField = ({ label, hint, result }: Props) => (
  <TextField
    name="email"
    label={label}
    {...(hint && { hint })}
    type="email"
    autoComplete="email"
    spellCheck={false}
    width="mid"
    error={errorOf(result, 'email')}
    defaultValue={valueOf(result, 'email')}
  />
)
