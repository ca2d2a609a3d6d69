import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  /** What is new, in a few words. */
  headline: string
  text: string
  href: string
}

export const challengeNews = ({ challengeTitle, headline, text, href }: Props): Mail => ({
  template: 'challenge-news',
  subject: `${headline}: ${challengeTitle}`,
  body: (
    <Layout
      preview={`News of “${challengeTitle}”`}
      heading={headline}
      link={{ href, name: 'See the challenge' }}
      reason="You get this because you follow this challenge or asked about it. You can stop following it on its page."
    >
      <Paragraph>News of “{challengeTitle}”:</Paragraph>
      {text
        .split(/\n+/)
        .filter((line) => line.trim())
        .map((line, place) => (
          <Paragraph key={place}>{line}</Paragraph>
        ))}
    </Layout>
  ),
})
