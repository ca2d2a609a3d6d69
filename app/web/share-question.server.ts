import { ShareQuestion } from '#app/domain/pledges/fair-share.ts'
import type { FormResult } from '#app/ui/form-result.ts'

type Asked = { question: ShareQuestion; result: FormResult | undefined; query: string }

/** What the address asks of the page of shares. What cannot be read is left out and told. */
export function readShareQuestion(request: Request): Asked {
  const { searchParams, search } = new URL(request.url)
  const values = Object.fromEntries(searchParams)
  const parsed = ShareQuestion.safeParse(values)
  if (parsed.success) return { question: parsed.data, result: undefined, query: search }
  const fields: Record<string, string[]> = {}
  for (const { path, message } of parsed.error.issues) fields[String(path[0])] = [message]
  const question = ShareQuestion.parse({ of: values.of })
  const error = parsed.error.issues[0]?.message ?? 'Enter amounts in pounds'
  return { question, result: { error, fields, values }, query: '' }
}
