import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { href: string; minutes: number }

export const join = ({ href, minutes }: Props): Mail => ({
  template: 'join',
  subject: 'Your link to ask to join a council on Solve Once',
  body: (
    <Layout
      preview={`It works once, for ${minutes} minutes, in the browser where you asked for it.`}
      heading="Ask to join your council"
      link={{ href, name: 'Choose your council' }}
      reason="You get this because somebody typed your email address on our page for joining. If it was not you, ignore it: nothing happens."
    >
      <Paragraph>Hello,</Paragraph>
      <Paragraph>
        Open the link in the browser where you asked for it. It works once, for {minutes} minutes.
        If you have an account here already, sign in instead.
      </Paragraph>
    </Layout>
  ),
})
