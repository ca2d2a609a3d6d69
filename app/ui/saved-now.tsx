import { valueOf, type FormResult } from './form-result.ts'
import { Prose } from './prose.tsx'

/** `saved` is what the field would hold; `shown` what people read, where that differs. */
export type SavedAnswer = { name: string; label: string; saved: string; shown?: string }

type SavedNowProps = {
  result: FormResult | undefined
  /** When the thing last changed, as the page knows it now; the refused form knew an earlier time. */
  seenAt: string
  rows: SavedAnswer[]
}

/**
 * After two people changed one page: what is saved now, where it differs from this person's answer, so
 * that they can compare before they decide.
 */
export function SavedNow({ result, seenAt, rows }: SavedNowProps) {
  if (!result || valueOf(result, 'seenAt') === seenAt) return null
  const different = rows.filter(({ name, saved }) => valueOf(result, name).trim() !== saved.trim())
  if (different.length === 0) return null
  return (
    <section className="notice notice--warn" aria-labelledby="saved-now">
      <div className="stack-2">
        <h2 id="saved-now">What is saved now</h2>
        <dl className="stack-2">
          {different.map(({ name, label, saved, shown = saved }) => (
            <div key={name}>
              <dt>
                <strong>{label}</strong>
              </dt>
              <dd>{shown ? <Prose text={shown} /> : <span className="muted">Not given</span>}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
