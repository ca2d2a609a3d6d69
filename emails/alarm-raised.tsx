import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  /** A sentence without its full stop: "Pots worked out again are not what is stored". */
  what: string
  count: number
  /** The first of what was found. */
  examples: string[]
  /** What shows all of it. */
  command: string
  href: string
}

export const alarmRaised = ({ what, count, examples, command, href }: Props): Mail => ({
  template: 'alarm-raised',
  subject: `Alarm: ${count} found where there must be none`,
  body: (
    <Layout
      preview={what}
      heading={what}
      link={{ href, name: 'See the sealed ledger' }}
      reason="You get this because you operate the site."
    >
      <Paragraph>
        The nightly check found {count}, where there must be none. It changed nothing. Look before
        more money moves: {command} shows all of it.
      </Paragraph>
      {examples.map((example) => (
        <Paragraph key={example}>{example}</Paragraph>
      ))}
    </Layout>
  ),
})
