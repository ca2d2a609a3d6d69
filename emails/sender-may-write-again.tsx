import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; reason: string; href: string }

export const senderMayWriteAgain = ({ name, reason, href }: Props): Mail => ({
  template: 'sender-may-write-again',
  subject: 'You can write to people in the directory again',
  body: (
    <Layout
      preview={`We say: ${reason}`}
      heading="You can write to people in the directory again"
      link={{ href, name: 'Go to the directory' }}
      reason="You get this because we had stopped you from writing to people there."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>We say: “{reason}” From now on you can write to people again.</Paragraph>
    </Layout>
  ),
})
