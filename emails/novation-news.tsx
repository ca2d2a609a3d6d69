import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type News = 'asked' | 'agreed' | 'happened'

type Props = {
  news: News
  challengeTitle: string
  /** The firm that builds it until then. */
  supplierName: string
  successorName: string
  leadCouncil: string
  /** "1 April 2028". */
  day: string
  href: string
}

const said: Record<News, (props: Props) => { heading: string; text: string }> = {
  asked: ({ supplierName, successorName, day }) => ({
    heading: 'Another firm is to take a contract over',
    text: `${supplierName} is to become part of ${successorName} on ${day}. The contract of your project goes with it only if your council agrees: Procurement Act 2023, section 74 and Schedule 8, paragraph 9. Until it agrees, or the project is built or stopped, nothing happens.`,
  }),
  agreed: ({ leadCouncil, successorName, day }) => ({
    heading: 'A council agrees to the new firm',
    text: `${leadCouncil} agrees that ${successorName} takes this contract over on ${day}. Whatever is claimed by then is settled with the firm that claimed it. ${successorName} needs bank details of its own here before it claims.`,
  }),
  happened: ({ supplierName, successorName }) => ({
    heading: 'Another firm builds this now',
    text: `${successorName} took the contract over from ${supplierName}. What is claimed from now on is paid to it; what was paid before stays as it is.`,
  }),
}

export const novationNews = (props: Props): Mail => {
  const { heading, text } = said[props.news](props)
  return {
    template: 'novation-news',
    subject: `${heading}: ${props.challengeTitle}`,
    body: (
      <Layout
        preview={heading}
        heading={heading}
        link={{ href: props.href, name: 'See the contract' }}
        reason="You get this because your organisation leads this project, builds it or pays for it."
      >
        <Paragraph>{text}</Paragraph>
      </Layout>
    ),
  }
}
