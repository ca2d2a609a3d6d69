import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  councilName: string
  amountPence: bigint
  matchPence: bigint
  approvedBy: string
  href: string
}

export const pledgeApproved = (props: Props): Mail => ({
  template: 'pledge-approved',
  subject: `Signed: ${formatPounds(props.amountPence)} for ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.approvedBy} signed it. It counts towards the target from now on.`}
      heading={`Your pledge of ${formatPounds(props.amountPence)} is signed`}
      link={{ href: props.href, name: 'See the pledge' }}
      reason={`You get this because you prepared the pledge for ${props.councilName}.`}
    >
      <Paragraph>
        {props.approvedBy} signed the pledge to “{props.challengeTitle}”. It counts towards the
        target from now on.
      </Paragraph>
      {props.matchPence > 0n && (
        <Paragraph>It brings in {formatPounds(props.matchPence)} of match.</Paragraph>
      )}
      <Paragraph>If the target is not met, nobody pays.</Paragraph>
    </Layout>
  ),
})
