import type { Answers } from './band-fields.tsx'
import { RadioGroup } from './choices.tsx'
import { DateField, FileField, SelectField, TextArea, TextField } from './field.tsx'

type Props = {
  answers: Answers
  areas: { value: string; label: string }[]
  accept: string
  fileError: string | undefined
}

const statuses = [
  {
    value: 'registered',
    label: 'Registered',
    hint: 'It has a chief digital officer in post and a published strategy.',
  },
  { value: 'checking', label: 'Checking' },
  { value: 'no-officer', label: 'No officer yet' },
  { value: 'no-strategy', label: 'No strategy yet' },
  { value: 'no-mayor', label: 'No mayor in post' },
  { value: 'ended', label: 'It leaves the register' },
]

/** Everything an entry of a pot's register says, as a native form. */
export const AreaFields = ({ answers, areas, accept, fileError }: Props) => (
  <div className="stack-5">
    <SelectField
      label="Mayoral area"
      placeholder="Choose an area"
      width="mid"
      choices={areas}
      {...answers.of('areaId')}
    />
    <RadioGroup label="How does it stand?" choices={statuses} {...answers.of('status')} />
    <div className="field-pair">
      <DateField label="From" hint="The first day it stands like this." {...answers.of('fromOn')} />
      <DateField
        label="Until"
        isOptional
        hint="The first day it no longer does. Leave it empty if nobody knows."
        {...answers.of('toOn')}
      />
    </div>
    <div className="field-pair">
      <DateField
        label="Chief digital officer in post since"
        isOptional
        {...answers.of('chiefDigitalOfficerFromOn')}
      />
      <DateField label="Strategy published on" isOptional {...answers.of('strategyPublishedOn')} />
    </div>
    <TextField
      type="url"
      label="Address of the strategy"
      isOptional
      {...answers.of('strategyUrl')}
    />
    <h2>Evidence</h2>
    <p className="measure">
      A file, an address or both. Everybody can read it once the entry is approved.
    </p>
    <FileField
      name="evidence"
      label="File"
      isOptional
      hint="PDF, ODT, DOCX, CSV, PNG or JPEG, less than 10MB. If there is a problem you will have to choose it again: browsers do not keep files."
      accept={accept}
      error={fileError}
    />
    <TextField
      type="url"
      label="Address"
      isOptional
      hint="For example of the minutes of an appointment."
      {...answers.of('evidenceUrl')}
    />
    <TextArea
      label="Why?"
      hint="Everybody can read this once the entry is approved."
      rows={4}
      {...answers.of('reason')}
    />
  </div>
)
