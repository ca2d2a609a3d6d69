import { useFetcher } from '@remix-run/react'
import { useEffect, useState, type FormEvent } from 'react'
import { stepQuestion } from '#app/domain/challenges/draft.ts'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, type FormResult, valueOf } from '#app/ui/form-result.ts'
import type { loader } from '../challenges.similar.ts'
import { SimilarList } from './similar-list.tsx'

type TitleFieldsProps = {
  result: FormResult | undefined
  saved?: (name: string) => string
  /** The draft being written, which is not its own duplicate. */
  exceptId?: string
  isHeading?: boolean
}

const WAIT_MS = 300

/** The title and the short title. With a script, similar challenges appear while somebody types. */
export function TitleFields({ result, saved, exceptId, isHeading }: TitleFieldsProps) {
  const [title, setTitle] = useState('')
  const value = (name: string) => valueOf(result, name, saved?.(name) ?? '')
  const listen = ({ target }: FormEvent) => {
    if (target instanceof HTMLInputElement && target.name === 'title') setTitle(target.value)
  }
  return (
    <div className="field" onInput={listen}>
      <TextField
        name="title"
        label={stepQuestion.title}
        isHeading={isHeading ?? false}
        hint="Start with a verb and say what changes, like “Check Blue Badge evidence once, not in every council”. At most 120 characters."
        defaultValue={value('title')}
        error={errorOf(result, 'title')}
      />
      <SimilarAsYouType title={title} exceptId={exceptId} />
      <TextField
        name="shortTitle"
        label="Short title"
        hint="A few words for lists and for the address of the page, like “Blue Badge evidence”. At most 50 characters."
        width="mid"
        defaultValue={value('shortTitle')}
        error={errorOf(result, 'shortTitle')}
      />
    </div>
  )
}

function SimilarAsYouType({
  title,
  exceptId = '',
}: {
  title: string
  exceptId?: string | undefined
}) {
  const { load, data } = useFetcher<typeof loader>()
  useEffect(() => {
    if (title.trim().length < 4) return
    const search = new URLSearchParams({ title, except: exceptId })
    const timer = setTimeout(() => load(`/challenges/similar?${search}`), WAIT_MS)
    return () => clearTimeout(timer)
  }, [title, exceptId, load])
  const similar = title.trim().length < 4 ? [] : (data?.similar ?? [])
  return (
    <div role="status" className="similar">
      {similar.length > 0 && (
        <div className="notice">
          <div className="stack-2">
            <p>
              <strong>Somebody may have written this down already</strong>
            </p>
            <SimilarList similar={similar} />
          </div>
        </div>
      )}
    </div>
  )
}
