import type { FormResult } from './form-result.ts'

/** An answer of a form that is not there to be shown again. */
export type Typed = { name: string; value: string }

/** What the page put into its form, and codes, which are good for nothing once they were sent. */
const ofThePage = new Set(['openedFor', 'operationKey', 'next', 'code'])
const key = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,})$/i

/** What a person wrote or chose in a form, in the words of its own names: the labels went with the page. */
export const typedIn = (values: FormResult['values']): Typed[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const written = [value].flat().filter((one) => one.trim() !== '' && !key.test(one))
    if (ofThePage.has(name) || written.length === 0) return []
    return [{ name: inWords(name), value: written.join('\n') }]
  })

/** "bookingClosesOn" is "Booking closes on". */
function inWords(name: string) {
  const words = name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
