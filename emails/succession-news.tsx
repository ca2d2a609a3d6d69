import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type News = 'proposed' | 'confirmed' | 'happened' | 'withdrawn'

type Props = {
  /** "Craven and Selby become part of North Yorkshire on 1 April 2028". */
  what: string
  news: News
  /** The order that says so. */
  source: string
  href: string
}

const said: Record<News, { heading: string; subject: string; text: string }> = {
  proposed: {
    heading: 'Proposed: your council and a successor',
    subject: 'Proposed',
    text: 'An operator of this site has written this down. A second one has to confirm it. Tell us if it is wrong.',
  },
  confirmed: {
    heading: 'Confirmed: your council and a successor',
    subject: 'Confirmed',
    text: 'It happens by itself on that day. Your people go on in a successor with the same roles. Limits, deputies and who is responsible for the money do not: each successor makes its own scheme of delegation.',
  },
  happened: {
    heading: 'It has happened',
    subject: 'Done',
    text: 'What the council signed, led and owes keeps its name. The successor answers for it: its people choose the old name in the menu to act in it.',
  },
  withdrawn: {
    heading: 'It does not happen',
    subject: 'Withdrawn',
    text: 'The operators of this site have withdrawn it. Nothing changes for your council.',
  },
}

export const successionNews = ({ what, news, source, href }: Props): Mail => ({
  template: 'succession-news',
  subject: `${said[news].subject}: ${what}`,
  body: (
    <Layout
      preview={what}
      heading={said[news].heading}
      link={{ href, name: 'See what is known of the council' }}
      reason="You get this because you are an administrator of one of these councils."
    >
      <Paragraph>{what}.</Paragraph>
      <Paragraph>Source: {source}</Paragraph>
      <Paragraph>{said[news].text}</Paragraph>
    </Layout>
  ),
})
