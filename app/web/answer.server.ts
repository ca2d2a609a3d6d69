import { data } from '@remix-run/node'
import { z } from 'zod'
import { Refusal, statusOf } from '#app/core/refusal.ts'
import type { FormResult } from '#app/ui/form-result.ts'

/** For loaders: a Refusal becomes the error page with its message and status. */
export async function show<T>(work: () => Promise<T>) {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof Refusal) throw data({ error: thrown.message }, answerTo(thrown))
    throw thrown
  }
}

/**
 * For actions: reads the form, does the work, and puts what is wrong beside the field.
 * What the person typed always comes back with the message.
 */
export async function submit<S extends z.ZodType>(
  request: Request,
  schema: S,
  work: (input: z.output<S>) => Promise<Response>,
) {
  const form = await readForm(request)
  const values = textOf(form)
  const parsed = schema.safeParse(form)
  if (!parsed.success) {
    const { fieldErrors, formErrors } = z.flattenError(parsed.error)
    const error = formErrors[0] ?? 'Check your answers'
    return data<FormResult>({ error, fields: fieldErrors, values }, 422)
  }
  try {
    return await work(parsed.data)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const fields = thrown.field ? { [thrown.field]: [thrown.message] } : {}
    return data<FormResult>({ error: thrown.message, fields, values }, answerTo(thrown))
  }
}

function answerTo({ kind, retryAfterSeconds }: Refusal): ResponseInit {
  if (retryAfterSeconds === undefined) return { status: statusOf[kind] }
  return { status: 429, headers: { 'Retry-After': String(retryAfterSeconds) } }
}

type Entries = Record<string, FormDataEntryValue | FormDataEntryValue[]>

/** A name sent once is a value, a name sent several times (checkboxes, files) is a list. */
async function readForm(request: Request): Promise<Entries> {
  const form: Entries = {}
  try {
    const sent = await request.formData()
    for (const name of new Set(sent.keys())) {
      const all = sent.getAll(name)
      form[name] = all.length === 1 && all[0] !== undefined ? all[0] : all
    }
  } catch {
    throw data({ error: 'The form did not arrive whole. Go back and send it again.' }, 400)
  }
  return form
}

/** What goes back into the form: everything typed, no files. */
function textOf(form: Entries) {
  const values: FormResult['values'] = {}
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string') values[name] = value
    else if (Array.isArray(value)) values[name] = value.filter((each) => typeof each === 'string')
  }
  return values
}

const Id = z.uuid()

/** A path parameter that is an id; anything else is a page that does not exist. */
export function idParam(params: Record<string, string | undefined>, name: string) {
  const id = Id.safeParse(params[name])
  if (!id.success) throw new Refusal('not-found', 'Page not found')
  return id.data
}

/** A path parameter that is a slug or a reference. */
export function param(params: Record<string, string | undefined>, name: string) {
  const value = params[name]
  if (!value || value.length > 200) throw new Refusal('not-found', 'Page not found')
  return value
}
