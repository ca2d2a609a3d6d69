import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  /** Whoever took the proposal back or declined it. */
  endedBy: string
  reason: string
  href: string
}

export const projectStopEnded = (props: Props): Mail => ({
  template: 'project-stop-ended',
  subject: `Goes on: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.endedBy} says: ${props.reason}`}
      heading="The project goes on"
      link={{ href: props.href, name: 'See the project' }}
      reason="You get this because your organisation builds this project or pays for it."
    >
      <Paragraph>
        The proposal that “{props.challengeTitle}” stops is put aside. {props.endedBy} says: “
        {props.reason}”
      </Paragraph>
      <Paragraph>Everything stays as it was, with its milestones and its money.</Paragraph>
    </Layout>
  ),
})
