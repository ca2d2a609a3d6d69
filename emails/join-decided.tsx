import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; councilName: string; text: string; isAccepted: boolean; href: string }

export const joinDecided = ({ name, councilName, text, isAccepted, href }: Props): Mail => ({
  template: 'join-decided',
  subject: `Your request to join ${councilName}`,
  body: (
    <Layout
      preview={text}
      heading={`Your request to join ${councilName}`}
      link={{ href, name: isAccepted ? 'Sign in' : 'Ask us about it' }}
      reason="You get this because you asked to join a council."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>{text}</Paragraph>
    </Layout>
  ),
})
