import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { challengeTitle: string; isWinner: boolean; href: string }

export const scoresReady = (props: Props): Mail => ({
  template: 'scores-ready',
  subject: `Your scores: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={
        props.isWinner ? 'The award goes to you.' : 'The award goes to another firm. Read why.'
      }
      heading={
        props.isWinner ? 'The award goes to your firm' : 'The award goes to another firm this time'
      }
      link={{ href: props.href, name: 'Read your scores' }}
      reason="You get this because your firm pitched."
    >
      <Paragraph>
        The councils have scored every pitch for “{props.challengeTitle}”. You can read your score
        for each criterion, the reason for it, and what the winning pitch scored.
      </Paragraph>
      <Paragraph>
        {props.isWinner
          ? 'Nothing is signed until the standstill is over. We will write to you then.'
          : 'If something looks wrong, tell the lead council before the standstill is over.'}
      </Paragraph>
    </Layout>
  ),
})
