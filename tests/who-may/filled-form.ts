const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

const plain = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** What the longest form of a page would send: what stands in its fields, and something in the empty ones. */
export function filledForm(html: string): string {
  const forms = [...html.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)]
    .filter(([, attributes = '']) => /method="post"/i.test(attributes))
    .filter(([, attributes = '']) => !/action="\/(sign-out|theme|acting-for)/.test(attributes))
    .map(([, , content = '']) => content)
    .sort((one, other) => other.length - one.length)
  const content = forms[0] ?? ''
  const sent = new URLSearchParams()
  for (const [, tag = ''] of content.matchAll(/<(?:input|button) ([^>]*)>/g)) addField(sent, tag)
  for (const [, tag = '', text = ''] of content.matchAll(/<textarea ([^>]*)>(.*?)<\/textarea>/gs))
    set(sent, attribute(tag, 'name'), plain(text) || 'Made up for this test')
  for (const [, tag = '', options = ''] of content.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs))
    set(sent, attribute(tag, 'name'), /value="([^"]+)"/.exec(options)?.[1] ?? '')
  // For whom the page was drawn is compared before the verb is asked, and it is the verb's own refusal that counts here.
  sent.delete('openedFor')
  return sent.toString() || 'x=1'
}

const examples: Record<string, string> = {
  date: '2026-12-31',
  number: '1',
  url: 'https://example.org/',
  email: 'somebody@example.org',
}

/** Of several with one name the first is chosen, as a person would choose one of them. */
function addField(sent: URLSearchParams, tag: string) {
  const type = attribute(tag, 'type') ?? 'text'
  const value = plain(attribute(tag, 'value') ?? '')
  set(sent, attribute(tag, 'name'), value || (examples[type] ?? '1'))
}

function set(sent: URLSearchParams, name: string | undefined, value: string) {
  if (name && !sent.has(name)) sent.set(name, value)
}
