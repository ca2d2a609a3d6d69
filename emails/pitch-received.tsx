import { formatDateTime } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { challengeTitle: string; sentAt: Date; closesAt: Date; href: string }

export const pitchReceived = (props: Props): Mail => ({
  template: 'pitch-received',
  subject: `We have your pitch: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`It stays sealed until ${formatDateTime(props.closesAt)}.`}
      heading="We have your pitch"
      link={{ href: props.href, name: 'See your pitch' }}
      reason="You get this because you sent a pitch."
    >
      <Paragraph>
        Your pitch for “{props.challengeTitle}” arrived at {formatDateTime(props.sentAt)}.
      </Paragraph>
      <Paragraph>
        It is sealed: nobody can open it before pitching closes at {formatDateTime(props.closesAt)},
        UK time. Until then you can change it or take it back.
      </Paragraph>
    </Layout>
  ),
})
