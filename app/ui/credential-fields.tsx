import { poundsForInput } from '#app/core/money.ts'
import { addDays } from '#app/core/time.ts'
import { acceptedEndings } from '#app/domain/files/stored-file.ts'
import {
  isInsurance,
  type CredentialKind,
  type HeldCredential,
} from '#app/domain/profiles/credential.ts'
import { Button, Buttons } from './button.tsx'
import { DateField, FileField, MoneyField, TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Form, HiddenOperationKey } from './form.tsx'

type Props = {
  result: FormResult | undefined
  kind: CredentialKind
  operationKey: string
  /** What the fields begin with. */
  before: Record<string, string>
  button: string
}

/** Everything that is said of one certificate or insurance, as a native form. */
export function CredentialForm({ result, kind, operationKey, before, button }: Props) {
  const field = (name: string) => ({
    name,
    defaultValue: valueOf(result, name, before[name]),
    error: errorOf(result, name),
  })
  return (
    <Form result={result} encType="multipart/form-data">
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <input type="hidden" name="kind" value={kind} />
      <div className="stack-5">
        {kind === 'other-certificate' && (
          <TextField {...field('name')} label="What is it called?" width="mid" />
        )}
        <TextField
          {...field('number')}
          label={isInsurance(kind) ? 'Policy number' : 'Certificate number'}
          width="mid"
        />
        <TextField
          {...field('issuer')}
          label={isInsurance(kind) ? 'Insurer' : 'Who issued it'}
          width="mid"
        />
        {isInsurance(kind) && <MoneyField {...field('cover')} label="Sum insured" />}
        <div className="field-pair">
          <DateField {...field('validFrom')} label="First day" />
          <DateField
            {...field('expiresOn')}
            label="Last day"
            hint="We remind you 30 days before."
          />
        </div>
        <FileField
          name="document"
          label="Document"
          isOptional
          hint="PDF, ODT, DOCX, CSV, PNG or JPEG, less than 10MB. Councils you pitch to can open it, and so can we; nobody else. If there is a problem you will have to choose it again: browsers do not keep files."
          accept={acceptedEndings.join(',')}
          error={errorOf(result, 'document')}
        />
      </div>
      <Buttons>
        <Button>{button}</Button>
        <a href="/suppliers/profile/credentials">Cancel</a>
      </Buttons>
    </Form>
  )
}

/** What a renewal begins with: the same, from the day after the last one. */
export const toRenew = ({ expiresOn, ...credential }: HeldCredential) => ({
  ...asBefore(credential),
  validFrom: expiresOn ? addDays(expiresOn, 1) : '',
  expiresOn: '',
})

/** What a correction begins with: what was said. */
export const toCorrect = (credential: HeldCredential) => ({
  ...asBefore(credential),
  validFrom: credential.validFrom ?? '',
  expiresOn: credential.expiresOn ?? '',
})

type Same = Pick<HeldCredential, 'name' | 'number' | 'issuer' | 'coverPence'>

const asBefore = ({ name, number, issuer, coverPence }: Same) => ({
  name: name ?? '',
  number: number ?? '',
  issuer: issuer ?? '',
  cover: coverPence === null ? '' : poundsForInput(coverPence),
})
