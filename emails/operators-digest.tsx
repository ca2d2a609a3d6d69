import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  /** What waits, a queue each: "3 firms to verify". */
  lines: string[]
  href: string
}

export const operatorsDigest = ({ lines, href }: Props): Mail => ({
  template: 'operators-digest',
  subject: `Waiting for the operators: ${lines.join(', ')}`.slice(0, 150),
  body: (
    <Layout
      preview={lines.join(', ')}
      heading="What waits for the operators"
      link={{ href, name: 'See your workspace' }}
      reason="You get this because you operate the site: once a day, when something waits."
    >
      {lines.map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
    </Layout>
  ),
})
