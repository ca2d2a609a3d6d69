import { nameOfType, places } from '#app/domain/organisations/council-words.ts'
import { newCouncilTypes } from '#app/domain/organisations/new-council.ts'
import { Checkbox, RadioGroup } from './choices.tsx'
import { DateField, SelectField, TextArea, TextField } from './field.tsx'

type Answer = { name: string; error: string | undefined; defaultValue: string }
type Of = { of: (name: string) => Answer }

/** What an order says about councils that end and the one they become part of. */
export const SuccessionFields = ({ of }: Of) => (
  <>
    <TextArea
      label="Which councils end?"
      hint="A name or a GSS code on each line, as in the list of councils."
      rows={4}
      {...of('predecessors')}
    />
    <Checkbox
      label="It is one council, and is split into several"
      hint="Name below the one that answers for what it signed and led. You name the others on the next page."
      name="isSplit"
      error={of('isSplit').error}
      isChecked={of('isSplit').defaultValue === 'yes'}
    />
    <SuccessorFields label="Which council takes over?" of={of} />
    <Checkbox
      label="The successor does not join their combined authorities"
      hint="Leave this empty unless the order says so. A council that ends leaves them on the day in any case."
      name="joinsAreas"
      value="no"
      error={of('joinsAreas').error}
      isChecked={of('joinsAreas').defaultValue === 'no'}
    />
    <DateField label="Vesting day" hint="The first day of the successor." {...of('vestsOn')} />
    <TextField
      label="The order that says so"
      hint="Such as The North Yorkshire (Structural Changes) Order 2022, SI 2022/328."
      {...of('source')}
    />
    <TextField type="url" label="Its address" isOptional {...of('sourceUrl')} />
  </>
)

/** A council that is on the register, or one that an order makes. */
export const SuccessorFields = ({ label, of }: Of & { label: string }) => (
  <RadioGroup
    label={label}
    choices={[
      {
        value: 'here',
        label: 'A council that is on the register',
        follow: <TextField label="Its name or GSS code" width="mid" {...of('successor')} />,
      },
      {
        value: 'new',
        label: 'A new council, which the order makes',
        follow: <NewCouncilFields of={of} />,
      },
    ]}
    {...of('kind')}
  />
)

const NewCouncilFields = ({ of }: Of) => (
  <div className="stack-5">
    <TextField
      label="Its name"
      hint="Short, as people say it. It is put on the register once a second operator confirms."
      width="mid"
      {...of('name')}
    />
    <TextField
      label="Its GSS code"
      hint="The Office for National Statistics gives a new council one before its first day."
      width="short"
      {...of('gss')}
    />
    <SelectField
      label="What kind of council is it?"
      placeholder="Choose a kind"
      width="mid"
      choices={newCouncilTypes.map((value) => ({ value, label: nameOfType(value) }))}
      {...of('type')}
    />
    <SelectField
      label="Where is it?"
      placeholder="Choose a region of England or a nation"
      width="mid"
      choices={places
        .filter((place) => place !== 'England')
        .map((place) => ({ value: place, label: place }))}
      {...of('place')}
    />
  </div>
)
