import { formatPoundsExact } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { challengeTitle: string; leadCouncil: string; leftPence: bigint; href: string }

export const giveBackAsked = (props: Props): Mail => ({
  template: 'give-back-asked',
  subject: `${formatPoundsExact(props.leftPence)} may come back: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.leadCouncil} asks that what was not spent goes back.`}
      heading={`${formatPoundsExact(props.leftPence)} was not spent`}
      link={{ href: props.href, name: 'See each share' }}
      reason="You get this because your organisation paid for this project."
    >
      <Paragraph>
        {props.leadCouncil}, the lead council of “{props.challengeTitle}”, asks that what the
        project did not need goes back to the councils and the pots, in the proportions it came in.
      </Paragraph>
      <Paragraph>No money moves until a funder agrees.</Paragraph>
    </Layout>
  ),
})
