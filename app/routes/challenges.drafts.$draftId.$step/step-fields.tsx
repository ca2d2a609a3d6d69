import { stepQuestion, type DraftStep } from '#app/domain/challenges/draft.ts'
import { themeLabel, themes } from '#app/domain/challenges/theme.ts'
import { RadioGroup } from '#app/ui/choices.tsx'
import { MoneyField, SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { TitleFields } from './title-fields.tsx'

type Areas = { id: number; name: string; areas: { id: number; name: string }[] }[]

export type StepFieldsProps = {
  result: FormResult | undefined
  draftId: string
  saved: (name: string) => string
  areas: Areas
  serviceNames: string[]
}

/** What a field is told by the last try or, before the first one, by the draft. */
const wired = ({ result, saved }: StepFieldsProps, name: string) => ({
  name,
  defaultValue: valueOf(result, name, saved(name)),
  error: errorOf(result, name),
})

export const stepFields: Record<DraftStep, (props: StepFieldsProps) => JSX.Element> = {
  title: ({ result, saved, draftId }) => (
    <TitleFields result={result} saved={saved} exceptId={draftId} isHeading />
  ),
  problem: ProblemFields,
  service: ServiceFields,
  cost: CostFields,
  outcome: (props) => (
    <TextArea
      {...wired(props, 'outcome')}
      label={stepQuestion.outcome}
      isHeading
      hint="What will be true when this is solved? One point on each line, without naming a product."
      limit="At most 2,000 characters"
    />
  ),
  adoption: AdoptionFields,
  standards: StandardsFields,
}

function ProblemFields(props: StepFieldsProps) {
  return (
    <>
      <h1>{stepQuestion.problem}</h1>
      <TextArea
        {...wired(props, 'summary')}
        label="Summary"
        hint="Two sentences for lists: what goes wrong, and for whom"
        rows={3}
        limit="At most 300 characters"
      />
      <TextArea
        {...wired(props, 'problem')}
        isProse
        label="The problem in full"
        hint="Who is affected, what happens today and how you know. Do not name people."
        rows={10}
        limit="At most 6,000 characters"
      />
      <TextArea
        {...wired(props, 'quote')}
        label="What somebody who meets it says"
        hint="One sentence in their own words, if they agreed to it"
        rows={2}
        isOptional
      />
      <TextField
        {...wired(props, 'quoteBy')}
        label="Who said it"
        hint="Their job, not their name"
        isOptional
      />
    </>
  )
}

function ServiceFields(props: StepFieldsProps) {
  return (
    <>
      <h1>{stepQuestion.service}</h1>
      <SelectField
        {...wired(props, 'serviceFunctionId')}
        label="Service area"
        placeholder="Choose a service area"
        width="mid"
        groups={props.areas.map(({ id, name, areas }) => ({
          label: name,
          choices: [{ id, name: `${name}: all of it` }, ...areas].map((area) => ({
            value: String(area.id),
            label: area.name,
          })),
        }))}
      />
      <TextField
        {...wired(props, 'serviceName')}
        label="Service"
        hint="From the list of local government services. Type a word and choose one."
        isOptional
        autoComplete="off"
        suggestions={props.serviceNames}
      />
      <RadioGroup
        {...wired(props, 'theme')}
        label="Is it about one of these?"
        hint="The rules of some pots ask for it"
        choices={[
          ...themes.map((theme) => ({ value: theme, label: themeLabel[theme] })),
          { value: '', label: 'None of these' },
        ]}
      />
    </>
  )
}

function CostFields(props: StepFieldsProps) {
  return (
    <>
      <h1>{stepQuestion.cost}</h1>
      <TextArea
        {...wired(props, 'costToday')}
        isProse
        label="What it costs, in words"
        hint="Time, money and harm: officer hours, licences, complaints, people who give up"
        limit="At most 2,000 characters"
      />
      <TextField
        {...wired(props, 'leadVolumePerYear')}
        label="How many cases a year does your council have?"
        hint="Published as your council’s own figure"
        inputMode="numeric"
        width="short"
        isOptional
      />
      <MoneyField
        {...wired(props, 'leadYearlyCostPence')}
        label="What does it cost your council a year?"
        hint="Published, and added to what other councils say, to work out the national cost"
        isOptional
      />
      <MoneyField
        {...wired(props, 'typicalCostPence')}
        label="What would one council pay to solve it alone?"
        hint="A price you have been quoted, or an estimate"
        isOptional
      />
    </>
  )
}

function AdoptionFields(props: StepFieldsProps) {
  return (
    <>
      <h1>{stepQuestion.adoption}</h1>
      <TextArea
        {...wired(props, 'adoptionRoute')}
        isProse
        label="From the first council to all of them"
        hint="What a council has to do, sign or connect, and how you expect to buy it"
        limit="At most 2,000 characters"
      />
      <MoneyField
        {...wired(props, 'runningCostYearlyPence')}
        label="What may it cost each council a year to run?"
        isOptional
      />
    </>
  )
}

function StandardsFields(props: StepFieldsProps) {
  return (
    <>
      <h1>{stepQuestion.standards}</h1>
      <TextArea
        {...wired(props, 'standards')}
        isProse
        label="Standards it has to meet"
        hint="For example Open Referral UK, WCAG 2.2 AA, Welsh from day one"
        rows={4}
        isOptional
        limit="At most 2,000 characters"
      />
      <TextArea
        {...wired(props, 'dataNotes')}
        isProse
        label="Data it needs or keeps"
        hint="Whose data, how sensitive, and where it has to stay"
        rows={4}
        isOptional
        limit="At most 2,000 characters"
      />
    </>
  )
}
