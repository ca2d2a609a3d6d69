import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { challengeTitle: string; targetPence: bigint; reachedPence: bigint; href: string }

export const roundLapsed = (props: Props): Mail => ({
  template: 'round-lapsed',
  subject: `Target not met, nobody pays: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${formatPounds(props.reachedPence)} of ${formatPounds(props.targetPence)} was reached.`}
      heading={`“${props.challengeTitle}” did not meet its target`}
      link={{ href: props.href, name: 'See the challenge' }}
      reason="You get this because your organisation takes part in this challenge."
    >
      <Paragraph>
        The round closed at {formatPounds(props.reachedPence)} of the{' '}
        {formatPounds(props.targetPence)} it needed. Nobody pays: every pledge has ended and all
        match has gone back to its pot.
      </Paragraph>
      <Paragraph>The lead council may open another round.</Paragraph>
    </Layout>
  ),
})
