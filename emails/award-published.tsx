import { formatPounds } from '#app/core/money.ts'
import { formatDate, type Day } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  supplierName: string
  pricePence: bigint
  /** The last day of the standstill. */
  standstillEndsOn: Day
  href: string
}

export const awardPublished = (props: Props): Mail => ({
  template: 'award-published',
  subject: `${props.supplierName} is to solve ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`For ${formatPounds(props.pricePence)}. Standstill until ${formatDate(props.standstillEndsOn)}.`}
      heading={`The award goes to ${props.supplierName}`}
      link={{ href: props.href, name: 'See the award' }}
      reason="You get this because your organisation takes part in this challenge."
    >
      <Paragraph>
        {props.supplierName} is chosen for “{props.challengeTitle}”, for{' '}
        {formatPounds(props.pricePence)}.
      </Paragraph>
      <Paragraph>
        The standstill lasts until the end of {formatDate(props.standstillEndsOn)}. The contract is
        signed after that, not before.
      </Paragraph>
    </Layout>
  ),
})
