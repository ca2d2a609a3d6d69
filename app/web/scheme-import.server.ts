import { z } from 'zod'
import { formatDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { describeLimit, SchemeFileInput } from '#app/domain/organisations/delegation.ts'
import { previewScheme } from '#app/domain/organisations/import-scheme.server.ts'
import type { SchemeProblem } from '#app/domain/organisations/scheme-file.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import { UploadsInput } from './uploads.ts'

/** What the page sends: first a file or its lines, to see what would change; then that very change, to be made. */
export const SchemeForm = z.preprocess(
  (sent) => ({ content: '', ...(sent as object) }),
  z.discriminatedUnion('step', [
    z.object({
      step: z.literal('check'),
      content: z.string(),
      file: UploadsInput,
      ...{ from: SchemeFileInput.shape.from, source: SchemeFileInput.shape.source },
    }),
    SchemeFileInput.extend({ step: z.literal('apply'), seen: z.string().length(64) }),
  ]),
)

/** Lines that cannot be read: the first in the summary, all of them in a table. */
export type UnreadScheme = FormResult & { problems: SchemeProblem[] }

export type CheckedScheme = {
  checked: {
    values: { content: string; from: string; source: string; seen: string }
    day: string
    unchangedCount: number
    changes: { name: string; before: string; after: string }[]
  }
}

type Typed = { content: string; file: File[]; from: string; source: string }

/** What a file would change, in words, or what is wrong in it. A chosen file goes before pasted lines. */
export async function checkScheme(actor: Actor, { file: [file], from, source, ...typed }: Typed) {
  const content = file ? await file.text() : typed.content
  const values = { content, from, source }
  const parsed = SchemeFileInput.safeParse(values)
  if (!parsed.success) {
    const { fieldErrors: fields } = z.flattenError(parsed.error)
    return answer<FormResult>({ error: 'Check your answers', fields, values }, 422)
  }
  const { changes, unchangedCount, problems, seen } = await previewScheme(actor, parsed.data)
  if (problems.length > 0) return refuseLines(problems, values)
  const words = changes.map(({ name, before, after }) => ({
    name,
    before: before ? describeLimit(before) : 'None',
    after: after ? describeLimit(after) : 'Ends',
  }))
  const day = formatDay(parsed.data.from)
  return answer<CheckedScheme>(
    { checked: { values: { ...values, seen }, day, unchangedCount, changes: words } },
    200,
  )
}

function refuseLines(problems: SchemeProblem[], values: Record<string, string>) {
  const [first] = problems
  const others = problems.length > 1 ? `, and ${problems.length - 1} more` : ''
  const message = `Line ${first?.line}: ${first?.problem}${others}`
  const fields = { content: [message] }
  return answer<UnreadScheme>({ error: message, fields, values, problems }, 422)
}

const answer = <T>(body: T, status: number) => Response.json(body, { status })
