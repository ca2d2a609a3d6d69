import { data } from '@remix-run/node'
import { z } from 'zod'
import { Refusal, statusOf } from '#app/core/refusal.ts'
import { refusalOfFormer } from '#app/domain/organisations/former-organisation.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import { findActor } from './actor.server.ts'
import { workProved } from './proof.server.ts'

/** For loaders: a Refusal becomes the error page with its message and status. */
export async function show<T>(work: () => Promise<T>) {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof Refusal) throw data({ error: thrown.message }, answerTo(thrown))
    throw thrown
  }
}

/** For addresses without a page, such as a file: a Refusal becomes a line that a person can read. */
export async function showFile(work: () => Promise<Response>) {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const { headers, status } = { headers: {}, ...answerTo(thrown) }
    return new Response(`${thrown.message}\n`, {
      ...(status !== undefined && { status }),
      headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
    })
  }
}

/**
 * For actions that change something: reads the form, does the work, and puts what is wrong beside the field. What the
 * person typed always comes back with the message. Whatever needs a proof is asked for here, whichever verb it is.
 */
export async function submit<S extends z.ZodType>(
  request: Request,
  schema: S,
  work: (input: z.output<S>) => Promise<Response>,
) {
  const { proofCode, proofPasskey, proofOf, openedFor, ...form } = await readForm(request)
  const values = textOf(form)
  const elsewhere = await findElsewhere(request, textIn(openedFor))
  if (elsewhere) return data<FormResult>({ error: elsewhere, fields: {}, values }, 409)
  const unwritable = unwritableIn(form)
  if (unwritable.length > 0) return mend(values, { fields: fieldsOf(unwritable) })
  const parsed = schema.safeParse(form, { error: () => notFromOurPage })
  if (!parsed.success) return mend(values, problemsIn(parsed.error))
  try {
    const sent = {
      code: textIn(proofCode),
      passkey: textIn(proofPasskey),
      of: textIn(proofOf),
    }
    return await workProved(() => work(parsed.data), { request, sent, values })
  } catch (thrown) {
    const refusal = thrown instanceof Refusal ? thrown : refusalOfFormer(thrown)
    if (!refusal) throw thrown
    const fields = refusal.field ? { [refusal.field]: [refusal.message] } : {}
    return data<FormResult>({ error: refusal.message, fields, values }, answerTo(refusal))
  }
}

/** Whoever chose another organisation in another tab is not made to act for it on this page (decision 071). */
async function findElsewhere(request: Request, openedFor: string | undefined) {
  const actor = openedFor === undefined ? undefined : await findActor(request)
  if (!actor || actor.organisationId === openedFor) return undefined
  const name = actor.organisationName
  return `You act for ${name} now, and opened this page for another organisation. Nothing was done. Choose in the menu whom you act for, or send it again for ${name}.`
}

const textIn = (value: Entries[string] | undefined) =>
  typeof value === 'string' ? value : undefined

/** What nobody can send from our page, such as a tampered key, has no field to link to. */
const notFromOurPage = 'Open this page again and send the form from there'

type Problems = { error?: string | undefined; fields: FormResult['fields'] }

const mend = (values: FormResult['values'], { error = 'Check your answers', fields }: Problems) =>
  data<FormResult>({ error, fields, values }, 422)

/** The messages that the schema wrote go beside their fields; it has none for what no page of ours sends. */
function problemsIn(wrong: z.core.$ZodError): Problems {
  const { fieldErrors, formErrors } = z.flattenError(wrong)
  const all = Object.entries<string[] | undefined>(fieldErrors)
  const fields = Object.fromEntries(
    all.filter(([, messages]) => !messages?.includes(notFromOurPage)),
  )
  const isForeign = Object.keys(fields).length < all.length
  return { error: formErrors[0] ?? (isForeign ? notFromOurPage : undefined), fields }
}

const ofProof = new Set(['proofCode', 'proofPasskey', 'proofOf'])

/** What somebody typed into a form whose work was never done; a code that they signed with is not for a second time. */
export async function readAnswers(request: Request): Promise<FormResult['values']> {
  const form = await readForm(request).catch((): Entries => ({}))
  return Object.fromEntries(Object.entries(textOf(form)).filter(([name]) => !ofProof.has(name)))
}

/** PostgreSQL keeps no text with this character, and no keyboard writes it. */
const unwritableIn = (form: Entries) =>
  Object.keys(form).filter((name) => [form[name]].flat().some((value) => isUnwritable(value)))

const isUnwritable = (value: FormDataEntryValue | undefined) =>
  (typeof value === 'string' ? value : (value?.name ?? '')).includes('\0')

const fieldsOf = (names: string[]): FormResult['fields'] =>
  Object.fromEntries(
    names.map((name) => [name, ['Type this again: it holds a character we cannot keep']]),
  )

function answerTo({ kind, retryAfterSeconds }: Refusal): ResponseInit {
  if (retryAfterSeconds === undefined) return { status: statusOf[kind] }
  return { status: 429, headers: { 'Retry-After': String(retryAfterSeconds) } }
}

type Entries = Record<string, FormDataEntryValue | FormDataEntryValue[]>

/** Far more than any page of ours asks for, and few enough to be read at once. */
const MOST_ANSWERS = 1_000

/** A name sent once is a value, a name sent several times (checkboxes, files) is a list. */
async function readForm(request: Request): Promise<Entries> {
  const sent = await request.formData().catch(() => {
    throw unreadable('The form did not arrive whole. Go back and send it again.')
  })
  const form = new Map<string, FormDataEntryValue[]>()
  let count = 0
  // Each answer is looked at once: to ask a form for all of one name reads the whole of it again for every name.
  for (const [name, value] of sent) {
    if (++count > MOST_ANSWERS) throw unreadable('The form has more answers than we ask for.')
    const before = form.get(name)
    if (before) before.push(value)
    else form.set(name, [value])
  }
  return Object.fromEntries(Array.from(form, ([name, all]) => [name, oneOrAll(all)]))
}

const unreadable = (error: string) => data({ error }, 400)

function oneOrAll(all: FormDataEntryValue[]) {
  const [first] = all
  return first !== undefined && all.length === 1 ? first : all
}

/** What goes back into the form: everything typed, no files. */
function textOf(form: Entries) {
  const values: FormResult['values'] = {}
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string') values[name] = writable(value)
    else if (Array.isArray(value))
      values[name] = value.filter((each) => typeof each === 'string').map(writable)
  }
  return values
}

const writable = (text: string) => text.replaceAll('\0', '')

const Id = z.uuid()

/** A path parameter that is an id; anything else is a page that does not exist. */
export function idParam(params: Record<string, string | undefined>, name: string) {
  const id = Id.safeParse(params[name])
  if (!id.success) throw noSuchPage()
  return id.data
}

/** A path parameter that is a slug or a reference. */
export function param(params: Record<string, string | undefined>, name: string) {
  const value = params[name]
  if (!value || value.length > 200) throw noSuchPage()
  return value
}

/** A Refusal that Remix can answer too: actions read their address before `submit` could catch it. */
function noSuchPage() {
  const error = 'Page not found'
  return Object.assign(new Refusal('not-found', error), data({ error }, statusOf['not-found']))
}

/** A path parameter that is a whole number, as the ledger gives them. */
export function numberParam(params: Record<string, string | undefined>, name: string) {
  const text = params[name] ?? ''
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new Refusal('not-found', 'Page not found')
  return BigInt(text)
}
