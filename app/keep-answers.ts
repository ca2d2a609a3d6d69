type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Answer = { value: string; checked: boolean }

/**
 * What somebody answers before the page's scripts are ready. React then sets what is chosen, and long text,
 * back to what the server drew; on a slow line that would change an answer behind somebody's back. Begins at
 * once; the function it answers with gives back what was answered.
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
  // A chosen button takes the choice from the others of its group.
  if ('checked' in field && field.checked !== checked) field.checked = checked
}
