/** What an action answers when a form cannot go ahead; the page is shown again with the answers kept. */
export type FormResult = {
  error: string
  fields: Record<string, string[] | undefined>
  values: Record<string, string | string[]>
}

/** The answer a person gave, or what the page offers before the first try. */
export function valueOf(result: FormResult | undefined, name: string, fallback = '') {
  const value = result ? result.values[name] : fallback
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** All answers to a group of checkboxes. */
export function valuesOf(result: FormResult | undefined, name: string, fallback: string[] = []) {
  if (!result) return fallback
  const value = result.values[name]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

export const errorOf = (result: FormResult | undefined, name: string) => result?.fields[name]?.[0]

/** `<title>`: the page's h1, prefixed while a form has errors. */
export const pageTitle = (heading: string, result?: FormResult) =>
  `${result ? 'Error: ' : ''}${heading} – Solve Once`

/** What a field of a form that is shown again takes: its name, what is wrong with it and what was typed. */
export const fieldsOf = (result: FormResult | undefined) => (name: string) => ({
  name,
  error: errorOf(result, name),
  defaultValue: valueOf(result, name),
})
