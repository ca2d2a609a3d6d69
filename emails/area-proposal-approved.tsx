import { formatDate, type Day } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  potName: string
  areaName: string
  /** "is on the register": goes on after the area's name. */
  stands: string
  fromOn: Day
  approvedBy: string
  href: string
}

export const areaProposalApproved = (props: Props): Mail => ({
  template: 'area-proposal-approved',
  subject: `Approved for the register of the ${props.potName}: ${props.areaName} ${props.stands}`,
  body: (
    <Layout
      preview={`From ${formatDate(props.fromOn)} on, ${props.areaName} ${props.stands}.`}
      heading="Your entry is approved"
      link={{ href: props.href, name: 'See the entry' }}
      reason="You get this because you proposed the entry."
    >
      <Paragraph>
        {props.approvedBy} approved it. From {formatDate(props.fromOn)} on, {props.areaName}{' '}
        {props.stands}. It counts for pledges signed from now on.
      </Paragraph>
    </Layout>
  ),
})
