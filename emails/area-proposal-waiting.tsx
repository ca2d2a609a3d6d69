import { formatDate, type Day } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  potName: string
  areaName: string
  /** "is on the register": goes on after the area's name. */
  stands: string
  fromOn: Day
  proposedBy: string
  reasonGiven: string
  href: string
}

export const areaProposalWaiting = (props: Props): Mail => ({
  template: 'area-proposal-waiting',
  subject: `Approve or send back: ${props.areaName} on the register of the ${props.potName}`,
  body: (
    <Layout
      preview={`From ${props.proposedBy}: ${props.reasonGiven}`}
      heading="An entry of the register waits for you"
      link={{ href: props.href, name: 'Read and decide' }}
      reason={`You get this because you are a second person for the ${props.potName}.`}
    >
      <Paragraph>
        {props.proposedBy} proposes for the register of the {props.potName}: from{' '}
        {formatDate(props.fromOn)} on, {props.areaName} {props.stands}.
      </Paragraph>
      <Paragraph>They say: {props.reasonGiven}</Paragraph>
      <Paragraph>
        Look at the evidence first. It counts only once a second person approves it.
      </Paragraph>
    </Layout>
  ),
})
