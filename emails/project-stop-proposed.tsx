import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  leadCouncil: string
  /** In the lead council's words. */
  reasonGiven: string
  href: string
}

export const projectStopProposed = (props: Props): Mail => ({
  template: 'project-stop-proposed',
  subject: `May stop early: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.leadCouncil} says: ${props.reasonGiven}`}
      heading={`${props.leadCouncil} proposes that the project stops`}
      link={{ href: props.href, name: 'See what that would mean' }}
      reason="You get this because your organisation builds this project or pays for it."
    >
      <Paragraph>
        The project is “{props.challengeTitle}”. The lead council says: “{props.reasonGiven}”
      </Paragraph>
      <Paragraph>
        Nothing changes until a funder agrees. What is claimed is paid or sent back first.
        Milestones that nobody has claimed would be cancelled, and the money not spent could go
        back.
      </Paragraph>
    </Layout>
  ),
})
