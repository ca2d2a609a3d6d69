import type { Day } from '#app/core/time.ts'
import { DateField, TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

type DecisionFieldsProps = {
  result: FormResult | undefined
  today: Day
  dayHint?: string
  /** "Like “Scheme of delegation, part 3”." */
  sourceHint?: string
}

/** From which day something of a council's scheme holds, and which decision of the council says so. */
export const DecisionFields = ({ result, today, dayHint, sourceHint }: DecisionFieldsProps) => (
  <>
    <DateField
      name="from"
      label="From which day"
      hint={dayHint}
      min={today}
      error={errorOf(result, 'from')}
      defaultValue={valueOf(result, 'from', today)}
    />
    <TextField
      name="source"
      label="Which decision says so"
      hint={sourceHint}
      error={errorOf(result, 'source')}
      defaultValue={valueOf(result, 'source')}
    />
  </>
)
