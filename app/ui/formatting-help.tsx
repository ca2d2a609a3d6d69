/** What `Prose` makes of what is typed, for whoever types it. */
export const FormattingHelp = () => (
  <details className="small">
    <summary>Headings, lists, bold words and links</summary>
    <ul className="stack-2">
      <li>
        A line that begins with <code># </code> is a heading, with <code>- </code> or{' '}
        <code>1. </code> an item of a list.
      </li>
      <li>
        <code>**two stars**</code> on each side make words bold.
      </li>
      <li>
        <code>[their plan](https://www.example.org)</code> makes the words in square brackets a
        link.
      </li>
      <li>An empty line begins a new paragraph.</li>
    </ul>
  </details>
)
