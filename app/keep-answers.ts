type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Answer = { value: string; checked: boolean }

/**
 * What somebody answers before the page's scripts are ready. React then sets long text back to what the server
 * drew, which on a slow line loses what was written (decision 029). Begins at once; the function it answers
 * with gives back what was answered.
 */
export function keepAnswers() {
  const kept = new Map<Field, Answer>()
  const note = () => {
    for (const field of fields()) kept.set(field, answerOf(field))
  }
  note()
  const events = ['input', 'change'] as const
  for (const event of events) document.addEventListener(event, note, true)
  return () => {
    for (const event of events) document.removeEventListener(event, note, true)
    for (const [field, answer] of kept) giveBack(field, answer)
    kept.clear()
  }
}

/** Files are left out: scripts may not choose any. Hidden ones nobody answers. */
const fields = () =>
  document.querySelectorAll<Field>('input:not([type=file], [type=hidden]), textarea, select')

const answerOf = (field: Field): Answer => ({
  value: field.value,
  checked: 'checked' in field && field.checked,
})

function giveBack(field: Field, { value, checked }: Answer) {
  if (field.value !== value) field.value = value
  if ('checked' in field && field.checked !== checked) field.checked = checked
}
