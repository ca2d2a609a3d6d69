import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  name: string
  reason: string
  /** The day from which they may write again; left out where it is for good. */
  until?: string
  href: string
}

export const senderStopped = ({ name, reason, until, href }: Props): Mail => ({
  template: 'sender-stopped',
  subject: 'You cannot write to people in the directory',
  body: (
    <Layout
      preview={`We say: ${reason}`}
      heading="You cannot write to people in the directory"
      link={{ href, name: 'Ask the operators about it' }}
      reason="You get this because you wrote to somebody in the Solve Once directory."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        A message you sent was reported. We read it and say: “{reason}” You cannot write to anybody
        there{until ? ` until ${until}` : ' any more'}, for any organisation.
      </Paragraph>
      <Paragraph>
        All else you do on this site stays as it is. If you think this is wrong, ask the operators.
      </Paragraph>
    </Layout>
  ),
})
