import { formatWeight } from '#app/domain/pitches/pitch-call.ts'
import { pointsMeaning } from '#app/domain/evaluation/score.ts'
import { RadioGroup } from './choices.tsx'
import { TextArea } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

type ScoreFieldsProps = {
  criterion: {
    position: number
    name: string
    guidance: string | null
    weightBasisPoints: number
  }
  result: FormResult | undefined
  given: { points: number | null; reason: string } | undefined
  reasonLabel: string
}

/** Points and the reason for one criterion. */
export function ScoreFields({ criterion, result, given, reasonLabel }: ScoreFieldsProps) {
  const { position, name, guidance, weightBasisPoints } = criterion
  const points = `points${position}`
  const reason = `reason${position}`
  return (
    <div className="stack field">
      <RadioGroup
        name={points}
        label={`${name}, ${formatWeight(weightBasisPoints)}`}
        hint={guidance ?? undefined}
        choices={pointsMeaning.map((meaning, place) => ({
          value: String(place),
          label: `${place}: ${meaning}`,
        }))}
        defaultValue={valueOf(result, points, given?.points == null ? '' : String(given.points))}
        error={errorOf(result, points)}
      />
      <TextArea
        name={reason}
        label={
          <>
            {reasonLabel}
            <span className="visually-hidden">: {name}</span>
          </>
        }
        rows={3}
        defaultValue={valueOf(result, reason, given?.reason)}
        error={errorOf(result, reason)}
      />
    </div>
  )
}
