import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; reason: string; href: string }

export const senderWarned = ({ name, reason, href }: Props): Mail => ({
  template: 'sender-warned',
  subject: 'A message you sent was reported',
  body: (
    <Layout
      preview={`We read it and say: ${reason}`}
      heading="A message you sent was reported"
      link={{ href, name: 'Ask the operators about it' }}
      reason="You get this because you wrote to somebody in the Solve Once directory."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        Somebody whom you wrote to in the directory reported your message. We read it and say: “
        {reason}”
      </Paragraph>
      <Paragraph>
        You can still write to people there. If it happens again we may stop you from doing so.
      </Paragraph>
    </Layout>
  ),
})
