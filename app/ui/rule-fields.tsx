import type { ReactNode } from 'react'
import { Checkbox, Checkboxes, RadioGroup } from './choices.tsx'
import { DateField, MoneyField, TextField } from './field.tsx'
import { BandFields, type Answers } from './band-fields.tsx'

type Choice = { value: string; label: string }

export type RuleChoices = {
  councilTypes: Choice[]
  nations: Choice[]
  regions: Choice[]
  areas: Choice[]
  services: Choice[]
  themes: Choice[]
}

type Props = { answers: Answers; choices: RuleChoices }

/** Every term of a match rule as a native form. Left empty, a term sets no limit. */
export const RuleFields = ({ answers, choices }: Props) => (
  <div className="stack-6">
    <Group title="How much">
      <Way answers={answers} />
      <div className="field-pair">
        <MoneyField
          label="One-off bonus"
          isOptional
          hint="Once for a challenge."
          {...answers.of('bonus')}
        />
        <Count name="bonusFromCouncils" label="Bonus from this many councils" answers={answers} />
      </div>
    </Group>
    <Group title="Who and what">
      <Who answers={answers} choices={choices} />
      <Folded name="themes" label="Themes" choices={choices.themes} answers={answers} />
      <Folded
        name="serviceFunctionIds"
        label="Services"
        choices={choices.services}
        answers={answers}
      />
    </Group>
    <Group title="Start and end">
      <DateField label="First day" isOptional {...answers.of('opensOn')} />
      <DateField label="Last day" isOptional {...answers.of('closesOn')} />
      <Count name="minimumCouncils" label="Smallest number of councils" answers={answers} />
      <MoneyField label="Smallest pledge" isOptional {...answers.of('minimumPledge')} />
      <Team answers={answers} />
    </Group>
    <Limits answers={answers} />
    <Group title="Beside other pots">
      <Tick
        name="doesNotStack"
        label="Add nothing to a pledge that a pot asked before this one adds to"
        answers={answers}
      />
    </Group>
  </div>
)

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="stack-5">
    <h2>{title}</h2>
    {children}
  </section>
)

function Way({ answers }: { answers: Answers }) {
  const { name, error, defaultValue } = answers.of('way')
  return (
    <RadioGroup
      name={name}
      error={error}
      defaultValue={defaultValue}
      label="What is added?"
      choices={[
        {
          value: 'rate',
          label: 'The same for every £1',
          follow: (
            <TextField
              label="Pence added for every £1"
              hint="100 is pound for pound."
              width="short"
              inputMode="decimal"
              {...answers.of('rate')}
            />
          ),
        },
        {
          value: 'amount',
          label: 'Different rates for the parts of a pledge',
          follow: <BandFields kind="amount" answers={answers} />,
        },
        {
          value: 'councils',
          label: 'Different rates for the first and later councils',
          follow: <BandFields kind="council" answers={answers} />,
        },
        { value: 'bonus', label: 'Only a one-off bonus for the challenge' },
        {
          value: 'quadratic',
          label: 'Share the pot out over all challenges when the rule ends',
          hint: 'Quadratic funding: many councils count for more than large sums.',
          follow: (
            <>
              <TextField
                label="At most this much of the pot for one challenge, in percent"
                isOptional
                width="short"
                inputMode="decimal"
                {...answers.of('quadraticShare')}
              />
              <Tick
                name="quadraticScalesUp"
                label="Give the whole pot away, also where the squares come to less"
                answers={answers}
              />
            </>
          ),
        },
      ]}
    />
  )
}

function Who({ answers, choices }: Props) {
  return (
    <>
      <Tick
        name="areaRegister"
        label="Only councils in an area on the pot’s register"
        answers={answers}
      />
      <Tick
        name="mayorInPost"
        label="Only councils in an area with a mayor in post on the day"
        answers={answers}
      />
      <Folded name="areaIds" label="Mayoral areas" choices={choices.areas} answers={answers} />
      <Folded
        name="councilTypes"
        label="Types of council"
        choices={choices.councilTypes}
        answers={answers}
      />
      <Folded name="nations" label="Nations" choices={choices.nations} answers={answers} />
      <Folded name="regions" label="Regions" choices={choices.regions} answers={answers} />
    </>
  )
}

const Team = ({ answers }: { answers: Answers }) => (
  <div className="stack-5">
    <p className="measure">
      Who does the work is known from the award on, when all match is settled. With a floor on the
      team the pot adds nothing.
    </p>
    <div className="field-pair">
      <Count name="minimumSuppliers" label="Suppliers in the team" answers={answers} />
      <Count name="minimumSectors" label="Sectors in the team" answers={answers} />
    </div>
  </div>
)

const Limits = ({ answers }: { answers: Answers }) => (
  <Group title="Limits">
    <p className="measure">
      Leave a limit empty for no limit. A limit of £0 adds nothing. No rule goes past the target or
      past what is left in the pot.
    </p>
    <MoneyField label="Limit by pledge" isOptional {...answers.of('pledgeCap')} />
    <MoneyField
      label="Limit by council"
      isOptional
      hint="For all challenges together."
      {...answers.of('councilCap')}
    />
    <MoneyField
      label="Limit by area"
      isOptional
      hint="From each area’s councils, for one challenge."
      {...answers.of('areaCap')}
    />
    <MoneyField label="Limit by challenge" isOptional {...answers.of('challengeCap')} />
    <TextField
      label="Limit as a share of the target, in percent"
      isOptional
      width="short"
      inputMode="decimal"
      {...answers.of('targetShare')}
    />
  </Group>
)

type Named = { name: string; label: string; answers: Answers }

const Count = ({ name, label, answers }: Named) => (
  <TextField label={label} isOptional width="short" inputMode="numeric" {...answers.of(name)} />
)

const Tick = ({ name, label, answers }: Named) => (
  <Checkbox name={name} label={label} isChecked={answers.ticked(name).includes('yes')} />
)

/** A long list of boxes, open while one of them is ticked. None ticked is no limit. */
function Folded({ name, label, choices, answers }: Named & { choices: Choice[] }) {
  const chosen = answers.ticked(name)
  const { error } = answers.of(name)
  return (
    <details open={chosen.length > 0 || error !== undefined}>
      <summary>
        {label}: {chosen.length > 0 ? `${chosen.length} chosen` : 'any'}
      </summary>
      <Checkboxes
        name={name}
        label={label}
        hint="Tick none for any."
        choices={choices}
        defaultValues={chosen}
        error={error}
        isSmall
      />
    </details>
  )
}
