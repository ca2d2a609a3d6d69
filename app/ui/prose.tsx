import Markdown, { type Components } from 'react-markdown'
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize'
import remarkBreaks from 'remark-breaks'

/** All that typed text can become, and the only places it can lead to. */
const shown: Schema = {
  tagNames: [
    ...['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'hr', 'a'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ],
  attributes: { a: ['href'], ol: ['start'] },
  protocols: { href: ['https', 'http', 'mailto'] },
}

/** What Markdown has beside that: HTML, pictures, code by indenting. It is shown as it was typed. */
const notRead = {
  null: [
    ...['htmlFlow', 'htmlText', 'labelStartImage', 'definition'],
    ...['codeIndented', 'setextUnderline'],
  ],
}
function readLess(this: { data: () => object }) {
  const data = this.data() as { micromarkExtensions?: object[] }
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: notRead }]
}

/**
 * More than anybody writes. A line can begin thousands of lists in lists, and a text hold thousands of bold words in bold
 * words: they take seconds to read, or exhaust whoever shows them. Such text is shown as it was typed.
 */
const DEEPEST = 12
const MOST_MARKS = 1_000
const opensTooDeep = new RegExp(
  `^[ \\t]*(?:(?:>[ \\t]*)|(?:[-+*]|\\d{1,9}[.)])[ \\t]+){${DEEPEST + 1}}`,
  'm',
)
const isTooMuch = (text: string) =>
  opensTooDeep.test(text) || (text.match(/[*_[]/g)?.length ?? 0) > MOST_MARKS

type Node = { type: string; value?: string; children?: Node[] }

const keepShallow = () => (tree: Node, file: { value: unknown }) => {
  let level: Node[] = [tree]
  // A list and each of its items are a step of their own.
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST * 2 + 1) return { type: 'root', children: [asTyped(String(file.value))] }
    level = level.flatMap(({ children = [] }) => children)
  }
  return tree
}

const asTyped = (value: string) => ({ type: 'paragraph', children: [{ type: 'text', value }] })

const link: Components['a'] = ({ href, children }) => (
  <a href={href} rel="nofollow ugc noopener">
    {children}
  </a>
)

type Level = 'h3' | 'h4'

/** Headings that people type stand below the page's own, all alike, so that none is skipped. */
const componentsOf = (level: Level): Components => ({
  ...{ h1: level, h2: level, h3: level, h4: level, h5: level, h6: level },
  a: link,
})
const components = { h3: componentsOf('h3'), h4: componentsOf('h4') }

type ProseProps = { text: string; headings?: Level }

/**
 * Text that people typed, as Markdown: paragraphs and line breaks as typed, bold, lists, headings, links (decision 073).
 * Nothing of it can run, and `shown` is all that it can become.
 */
export const Prose = ({ text, headings = 'h3' }: ProseProps) => (
  <div className="prose">
    {isTooMuch(text) ? (
      <p>{text}</p>
    ) : (
      <Markdown
        remarkPlugins={[readLess, keepShallow, remarkBreaks]}
        rehypePlugins={[[rehypeSanitize, shown]]}
        components={components[headings]}
      >
        {text}
      </Markdown>
    )}
  </div>
)
