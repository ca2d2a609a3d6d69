import { Button, Buttons } from './button.tsx'
import { Checkbox, Checkboxes, Facet, RadioGroup } from './choices.tsx'
import {
  DateField,
  FileField,
  MoneyField,
  SearchField,
  SelectField,
  TextArea,
  TextField,
} from './field.tsx'
import { Form, HiddenOperationKey, StepLine } from './form.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Section } from './page.tsx'
import { Chips, Facets } from './result.tsx'

const failed: FormResult = {
  error: 'Check your answers',
  fields: {
    amount: ['Enter a pledge of £1,000 or more'],
    decision: ['Decision date must be before 29 October 2027'],
  },
  values: { amount: '400', decision: '2027-11-04' },
}

export const FormParts = () => (
  <>
    <Section id="fields" title="Fields">
      <div className="cells">
        <GoodForm />
        <FailedForm />
      </div>
    </Section>
    <Section id="filters" title="Search and filters">
      <div className="stack">
        <SearchField name="q" label="Search challenges" placeholder="Try “parking permits”" />
        <Chips chips={[{ href: '#filters', name: 'Open for pledges' }]} clearHref="#all" />
        <Facets label="Filter challenges" resultCount={27}>
          <Facet
            name="stage"
            label="Stage"
            chosen={['open']}
            choices={[
              { value: 'open', label: 'Open for pledges', count: 23 },
              { value: 'funded', label: 'Funded', count: 2 },
            ]}
          />
        </Facets>
      </div>
    </Section>
  </>
)

const GoodForm = () => (
  <Form aria-label="A form in order">
    <HiddenOperationKey value="01900000-0000-7000-8000-000000000000" />
    <TextField name="code" label="Budget code" hint="Your own reference." isOptional width="mid" />
    <TextArea name="problem" label="What is the problem?" limit="Up to 2,000 characters" rows={3} />
    <SelectField
      name="service"
      label="Service area"
      placeholder="Choose a service"
      choices={[{ value: 'housing', label: 'Housing' }]}
    />
    <RadioGroup
      name="met"
      label="Has this milestone been met?"
      defaultValue="yes"
      choices={[
        { value: 'yes', label: 'Yes, approve the payment of £58,000' },
        {
          value: 'no',
          label: 'No, send it back',
          hint: 'You’ll need to say which test was not met.',
        },
      ]}
    />
    <Checkboxes
      name="conditions"
      label="Conditions"
      hint="Select all that apply."
      defaultValues={['uk']}
      choices={[
        { value: 'uk', label: 'The data stays in the UK' },
        { value: 'region', label: 'At least 3 other councils in our region pledge' },
      ]}
    />
    <Checkbox name="declared" label="I have no interest in Tideline Digital" />
    <FileField name="evidence" label="Evidence" hint="PDF, up to 10MB" accept=".pdf" />
    <Buttons>
      <Button type="button">Approve £58,000 payment</Button>
    </Buttons>
  </Form>
)

const FailedForm = () => (
  <div>
    <StepLine>Step 1 of 3</StepLine>
    <Form result={failed} aria-label="A form with errors">
      <MoneyField
        name="amount"
        label="Pledge amount"
        hint="Whole pounds, £1,000 or more"
        defaultValue={valueOf(failed, 'amount')}
        error={errorOf(failed, 'amount')}
      />
      <DateField
        name="decision"
        label="Decision date"
        defaultValue={valueOf(failed, 'decision')}
        error={errorOf(failed, 'decision')}
      />
      <RadioGroup
        name="choice"
        label="Will your council host it?"
        error="Choose yes or no"
        choices={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <Checkbox name="agree" label="We accept the agreement" error="Accept the agreement" />
    </Form>
  </div>
)
