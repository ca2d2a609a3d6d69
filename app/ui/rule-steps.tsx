import { DateField, TextArea } from './field.tsx'
import { errorOf, valueOf, valuesOf, type FormResult } from './form-result.ts'
import type { Answers } from './band-fields.tsx'

/** What a form carries from one step to the next. */
export type Typed = Record<string, string | string[]>

/** What was typed, or else what the page offers. */
export const answersOf = (result: FormResult | undefined, offered: Typed): Answers => ({
  of: (name) => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, [offered[name] ?? ''].flat()[0]),
  }),
  ticked: (name) => valuesOf(result, name, [offered[name] ?? []].flat()),
})

type WhyProps = { answers: Answers; label: string; once: 'published' | 'agreed to' }

/** Why a rule is as it is, and from when. */
export const WhyAndWhen = ({ answers, label, once }: WhyProps) => (
  <section className="stack-5">
    <h2>Why and from when</h2>
    <TextArea
      label={label}
      hint={`Everybody can read this once it is ${once}.`}
      rows={4}
      {...answers.of('reason')}
    />
    <DateField
      label="In force from"
      isOptional
      hint={`From the start of this day. Leave it empty for the moment it is ${once}.`}
      {...answers.of('inForceFromOn')}
    />
  </section>
)

/** All that was typed in the step before, sent on with this one. */
export const HiddenAnswers = ({ typed }: { typed: Typed }) =>
  Object.entries(typed).flatMap(([name, value]) =>
    [value].flat().map((one) => <input key={name + one} type="hidden" name={name} value={one} />),
  )
