import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  name: string
  /** A sentence: what the operators decided. */
  decided: string
  reason: string
  href: string
}

export const messageReportClosed = ({ name, decided, reason, href }: Props): Mail => ({
  template: 'message-report-closed',
  subject: 'We have looked at the message you reported',
  body: (
    <Layout
      preview={decided}
      heading="We have looked at the message you reported"
      link={{ href, name: 'See the message' }}
      reason="You get this because you reported a message to the operators of Solve Once."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {decided} Our reason: “{reason}”
      </Paragraph>
      <Paragraph>
        Whoever wrote it is not told who reported it. You can block their organisation at any time.
      </Paragraph>
    </Layout>
  ),
})
