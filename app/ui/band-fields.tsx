import { describedBy, FieldError } from './field.tsx'

/** What the form knows of one field, and of one group of boxes. */
export type Answers = {
  of: (name: string) => { name: string; error: string | undefined; defaultValue: string }
  ticked: (name: string) => string[]
}

const rows = [1, 2, 3, 4, 5]
const words = {
  amount: {
    from: 'Above, in pounds',
    first: 'From the first pound',
    legend: 'Parts of the pledge',
  },
  council: { from: 'From council number', first: 'From the first council', legend: 'Councils' },
}

/** Bands and their rates, a row each. The first begins at the beginning; empty rows do not count. */
export function BandFields({ kind, answers }: { kind: 'amount' | 'council'; answers: Answers }) {
  const { from, first, legend } = words[kind]
  return (
    <fieldset>
      <legend className="visually-hidden">{legend}</legend>
      <p className="hint">
        Each rate is for what lies in its band. Leave rows you do not need empty.
      </p>
      {rows.map((row) => (
        <div key={row} className="field-pair field-pair--bands">
          {row === 1 ? (
            <p className="field-pair__fixed">{first}</p>
          ) : (
            <Small answers={answers} name={`${kind}From${row}`} label={from} />
          )}
          <Small answers={answers} name={`${kind}Rate${row}`} label="Pence for every £1" />
        </div>
      ))}
    </fieldset>
  )
}

function Small({ answers, name, label }: { answers: Answers; name: string; label: string }) {
  const { error, defaultValue } = answers.of(name)
  return (
    <div className={error ? 'field field--error' : 'field'}>
      <label className="label small" htmlFor={name}>
        {label}
      </label>
      {error && <FieldError name={name}>{error}</FieldError>}
      <input
        className="input"
        id={name}
        name={name}
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ name, label, error })}
        defaultValue={defaultValue}
      />
    </div>
  )
}
