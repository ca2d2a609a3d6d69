import type { InputHTMLAttributes, ReactNode } from 'react'
import { poundsForInput, type Pence } from '#app/core/money.ts'
import { FormattingHelp } from './formatting-help.tsx'

/** What every field takes. Its id is its name, so an error summary can link to it. */
export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** One question on the page: the label is its h1. */
  isHeading?: boolean
  isOptional?: boolean
}

/** Ids of the hint and the error, for the control they describe. */
export const describedBy = ({ name, hint, error }: FieldProps) =>
  [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined

/** Attributes that tie a control to its label, hint and error. */
const wiring = (props: FieldProps) => ({
  id: props.name,
  name: props.name,
  'aria-describedby': describedBy(props),
  'aria-invalid': props.error ? (true as const) : undefined,
})

const Optional = () => <span className="muted optional"> (optional)</span>

export const Hint = ({ name, children }: { name: string; children: ReactNode }) => (
  <span className="hint" id={`${name}-hint`}>
    {children}
  </span>
)

export const FieldError = ({ name, children }: { name: string; children: ReactNode }) => (
  <span className="error" id={`${name}-error`}>
    <span className="visually-hidden">Error: </span>
    {children}
  </span>
)

function Field({ field, children }: { field: FieldProps; children: ReactNode }) {
  const { name, label, hint, error, isHeading, isOptional } = field
  const text = (
    <>
      {label}
      {isOptional && <Optional />}
    </>
  )
  return (
    <div className={error ? 'field field--error' : 'field'}>
      {isHeading ? (
        <div className="label--page">
          <h1>
            <label htmlFor={name}>{text}</label>
          </h1>
        </div>
      ) : (
        <label className="label" htmlFor={name}>
          {text}
        </label>
      )}
      {hint && <Hint name={name}>{hint}</Hint>}
      {error && <FieldError name={name}>{error}</FieldError>}
      {children}
    </div>
  )
}

type Width = 'short' | 'mid' | 'full'
const widthClass = { short: ' w-short', mid: ' w-mid', full: '' }

type TextFieldProps = FieldProps & {
  defaultValue?: string
  width?: Width
  type?: 'text' | 'email' | 'url' | 'tel' | 'time'
  /** Texts the browser offers while somebody types. */
  suggestions?: string[]
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'autoComplete' | 'inputMode' | 'maxLength' | 'spellCheck'
  >

export function TextField(props: TextFieldProps) {
  const { defaultValue, width = 'full', type = 'text', autoComplete, inputMode } = props
  return (
    <Field field={props}>
      <input
        {...wiring(props)}
        className={`input${widthClass[width]}`}
        type={type}
        defaultValue={defaultValue}
        autoComplete={autoComplete}
        inputMode={inputMode}
        maxLength={props.maxLength}
        spellCheck={props.spellCheck}
        list={props.suggestions && `${props.name}-suggestions`}
      />
      {props.suggestions && (
        <datalist id={`${props.name}-suggestions`}>
          {props.suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </Field>
  )
}

type TextAreaProps = FieldProps & {
  defaultValue?: string
  rows?: number
  limit?: string
  /** It is shown by `Prose`. */
  isProse?: boolean
}

export function TextArea(props: TextAreaProps) {
  const limitId = props.limit ? `${props.name}-limit` : undefined
  const describes = [describedBy(props), limitId].filter(Boolean).join(' ') || undefined
  return (
    <Field field={props}>
      <textarea
        {...wiring(props)}
        className="textarea"
        rows={props.rows ?? 6}
        defaultValue={props.defaultValue}
        aria-describedby={describes}
      />
      {props.limit && (
        <p className="counter" id={limitId}>
          {props.limit}
        </p>
      )}
      {props.isProse && <FormattingHelp />}
    </Field>
  )
}

type MoneyFieldProps = FieldProps & { defaultValue?: string | Pence }

/** Pounds, typed as people type them. Read it with `PenceInput`. */
export function MoneyField(props: MoneyFieldProps) {
  const { defaultValue } = props
  return (
    <Field field={props}>
      <div className="input--money">
        <span aria-hidden="true">£</span>
        <input
          {...wiring(props)}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={
            typeof defaultValue === 'bigint' ? poundsForInput(defaultValue) : defaultValue
          }
        />
      </div>
    </Field>
  )
}

/** One native date input. Its value, `2027-10-29`, is read with `DayInput`. */
export function DateField(
  props: FieldProps & { defaultValue?: string; min?: string; max?: string },
) {
  return (
    <Field field={props}>
      <input
        {...wiring(props)}
        className="input w-short"
        type="date"
        min={props.min}
        max={props.max}
        defaultValue={props.defaultValue}
      />
    </Field>
  )
}

export type Choice = {
  value: string
  label: ReactNode
  hint?: ReactNode
  /** Asked only of those who choose it. */
  follow?: ReactNode
  /** This choice stands apart from those above it. */
  isApart?: boolean
}

type Option = { value: string; label: string }

type SelectFieldProps = FieldProps & {
  choices?: Option[]
  /** Choices under headings. */
  groups?: { label: string; choices: Option[] }[]
  defaultValue?: string
  /** The first, empty choice, such as "Choose a council". */
  placeholder?: string
  width?: Width
}

export function SelectField(props: SelectFieldProps) {
  return (
    <Field field={props}>
      <select
        {...wiring(props)}
        className={`select${widthClass[props.width ?? 'full']}`}
        defaultValue={props.defaultValue ?? ''}
      >
        {props.placeholder && <option value="">{props.placeholder}</option>}
        <Options choices={props.choices ?? []} />
        {props.groups?.map(({ label, choices }) => (
          <optgroup key={label} label={label}>
            <Options choices={choices} />
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

const Options = ({ choices }: { choices: Option[] }) =>
  choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))

/** The form it is in needs `encType="multipart/form-data"`. */
export function FileField(props: FieldProps & { accept?: string; isMultiple?: boolean }) {
  return (
    <Field field={props}>
      <input
        {...wiring(props)}
        className="input"
        type="file"
        accept={props.accept}
        multiple={props.isMultiple}
      />
    </Field>
  )
}

type SearchFieldProps = {
  name: string
  label: string
  defaultValue?: string
  placeholder?: string
  action?: string
  /** Filters to keep when somebody searches. */
  children?: ReactNode
}

/** A search box with its own GET form. */
export function SearchField(props: SearchFieldProps) {
  return (
    <form className="search" role="search" method="get" action={props.action}>
      <label className="visually-hidden" htmlFor={props.name}>
        {props.label}
      </label>
      <input
        className="input"
        id={props.name}
        name={props.name}
        type="search"
        placeholder={props.placeholder}
        defaultValue={props.defaultValue}
      />
      {props.children}
      <button className="btn">Search</button>
    </form>
  )
}
