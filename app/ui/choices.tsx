import type { ReactNode } from 'react'
import { describedBy, FieldError, Hint, type Choice, type FieldProps } from './field.tsx'

type GroupProps = FieldProps & { children: ReactNode }

function Group({ children, ...field }: GroupProps) {
  const { name, label, hint, error, isHeading, isOptional } = field
  const text = (
    <>
      {label}
      {isOptional && <span className="muted optional"> (optional)</span>}
    </>
  )
  return (
    <fieldset
      className={error ? 'field field--error' : 'field'}
      aria-describedby={describedBy(field)}
    >
      <legend className={isHeading ? 'label--page' : 'label'}>
        {isHeading ? <h1>{text}</h1> : text}
      </legend>
      {hint && <Hint name={name}>{hint}</Hint>}
      {error && <FieldError name={name}>{error}</FieldError>}
      <div className="choices">{children}</div>
    </fieldset>
  )
}

/** The first choice has the field's own id: an error summary links there. */
const choiceId = (name: string, place: number) => (place === 0 ? name : `${name}-${place + 1}`)

type ChoiceRowProps = {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  choice: Choice
  isChosen: boolean
  isSmall?: boolean
}

function ChoiceRow({ type, id, name, choice, isChosen, isSmall }: ChoiceRowProps) {
  return (
    <>
      {choice.isApart && <p className="choice__or">or</p>}
      <div className={isSmall ? 'choice choice--small' : 'choice'}>
        <input
          type={type}
          id={id}
          name={name}
          value={choice.value}
          defaultChecked={isChosen}
          aria-describedby={choice.hint ? `${id}-choice-hint` : undefined}
        />
        <label htmlFor={id}>{choice.label}</label>
        {choice.hint && (
          <span className="hint" id={`${id}-choice-hint`}>
            {choice.hint}
          </span>
        )}
      </div>
      {choice.follow && <div className="choice__follow">{choice.follow}</div>}
    </>
  )
}

type RadioGroupProps = FieldProps & { choices: Choice[]; defaultValue?: string | undefined }

export function RadioGroup({ choices, defaultValue, ...field }: RadioGroupProps) {
  return (
    <Group {...field}>
      {choices.map((choice, place) => (
        <ChoiceRow
          key={choice.value}
          type="radio"
          id={choiceId(field.name, place)}
          name={field.name}
          choice={choice}
          isChosen={choice.value === defaultValue}
        />
      ))}
    </Group>
  )
}

type CheckboxesProps = FieldProps & {
  choices: Choice[]
  defaultValues?: string[]
  isSmall?: boolean
}

export function Checkboxes({ choices, defaultValues = [], isSmall, ...field }: CheckboxesProps) {
  return (
    <Group {...field}>
      {choices.map((choice, place) => (
        <ChoiceRow
          key={choice.value}
          type="checkbox"
          id={choiceId(field.name, place)}
          name={field.name}
          choice={choice}
          isChosen={defaultValues.includes(choice.value)}
          {...(isSmall && { isSmall })}
        />
      ))}
    </Group>
  )
}

type CheckboxGroupsProps = FieldProps & {
  groups: { label: string; choices: Choice[] }[]
  defaultValues?: string[]
}

/** Many boxes of one name under headings. A heading opens by itself where something under it is ticked. */
export function CheckboxGroups({ groups, defaultValues = [], ...field }: CheckboxGroupsProps) {
  const starts = groups.map((_, place) =>
    groups.slice(0, place).reduce((sum, { choices }) => sum + choices.length, 0),
  )
  return (
    <Group {...field}>
      {groups.map(({ label, choices }, group) => {
        const ticked = choices.filter(({ value }) => defaultValues.includes(value)).length
        return (
          <details key={label} open={ticked > 0}>
            <summary>
              {label}
              {ticked > 0 && `: ${ticked} chosen`}
            </summary>
            {choices.map((choice, place) => (
              <ChoiceRow
                key={choice.value}
                type="checkbox"
                id={choiceId(field.name, (starts[group] ?? 0) + place)}
                name={field.name}
                choice={choice}
                isChosen={defaultValues.includes(choice.value)}
                isSmall
              />
            ))}
          </details>
        )
      })}
    </Group>
  )
}

type CheckboxProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  value?: string
  isChecked?: boolean
}

/** One box, such as a declaration. */
export function Checkbox({ name, label, hint, error, value = 'yes', isChecked }: CheckboxProps) {
  return (
    <div className={error ? 'field field--error' : 'field'}>
      {error && <FieldError name={name}>{error}</FieldError>}
      <div className="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value={value}
          defaultChecked={isChecked}
          aria-describedby={describedBy({ name, label, hint, error })}
          aria-invalid={error ? true : undefined}
        />
        <label htmlFor={name}>{label}</label>
        {hint && <Hint name={name}>{hint}</Hint>}
      </div>
    </div>
  )
}

type FilterChoice = { value: string; label: string; count?: number }

type FacetProps = {
  name: string
  label: string
  choices: FilterChoice[]
  chosen: string[]
  /** More than these wait behind "Show 8 more areas"; chosen ones are always in view. */
  shown?: { most: number; noun: string }
}

/** A group of small checkboxes with counts, for the filters of a list. */
export function Facet({ name, label, choices, chosen, shown }: FacetProps) {
  const rows = choices.map((choice, place) => ({ choice, place }))
  const most = shown?.most ?? rows.length
  const isInView = ({ choice, place }: (typeof rows)[number]) =>
    place < most || chosen.includes(choice.value)
  const hidden = rows.filter((row) => !isInView(row))
  const draw = ({ choice, place }: (typeof rows)[number]) => (
    <FacetRow
      key={choice.value}
      id={choiceId(name, place)}
      name={name}
      choice={choice}
      isChosen={chosen.includes(choice.value)}
    />
  )
  return (
    <fieldset>
      <legend>{label}</legend>
      <div>
        {rows.filter(isInView).map(draw)}
        {hidden.length > 0 && (
          <details className="facets__more">
            <summary>
              Show {hidden.length} more {shown?.noun}
            </summary>
            {hidden.map(draw)}
          </details>
        )}
      </div>
    </fieldset>
  )
}

type FacetRowProps = { id: string; name: string; choice: FilterChoice; isChosen: boolean }

function FacetRow({ choice, ...row }: FacetRowProps) {
  const label = (
    <>
      {choice.label} {choice.count !== undefined && <span className="count">({choice.count})</span>}
    </>
  )
  return <ChoiceRow type="checkbox" isSmall choice={{ value: choice.value, label }} {...row} />
}
