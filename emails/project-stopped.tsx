import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  leadCouncil: string
  agreedFor: string
  /** In the lead council's words. */
  reasonGiven: string
  href: string
}

export const projectStopped = (props: Props): Mail => ({
  template: 'project-stopped',
  subject: `Stopped: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.agreedFor} agreed. Milestones that nobody claimed are cancelled.`}
      heading="The project is stopped"
      link={{ href: props.href, name: 'See the project' }}
      reason="You get this because your organisation built this project or paid for it."
    >
      <Paragraph>
        {props.leadCouncil} proposed that “{props.challengeTitle}” stops, and {props.agreedFor}{' '}
        agreed. The lead council says: “{props.reasonGiven}”
      </Paragraph>
      <Paragraph>
        Milestones that nobody had claimed are cancelled. A council that had not paid its pledge in
        owes nothing more. What was paid in and not spent can go back now, in the proportions it
        came in.
      </Paragraph>
    </Layout>
  ),
})
