import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  /** What was proposed, as the beginning of a sentence. */
  what: string
  /** Whose people proposed it. */
  organisationName: string
  /** What follows, and who may propose it again. */
  then: string
  href: string
}

export const proposalLapsed = ({ what, organisationName, then, href }: Props): Mail => ({
  template: 'proposal-lapsed',
  subject: `Ended by itself: ${what}`,
  body: (
    <Layout
      preview="Whoever proposed it no longer has the role that let them propose it."
      heading="A proposal has ended by itself"
      link={{ href, name: 'See the proposal' }}
      reason={`You get this because you could have agreed to it, or act for ${organisationName}.`}
    >
      <Paragraph>
        {what} waited for a second person. Whoever proposed it for {organisationName} no longer has
        the role that let them propose it, so it has ended.
      </Paragraph>
      <Paragraph>{then}</Paragraph>
    </Layout>
  ),
})
