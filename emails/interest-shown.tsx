import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  demoTitle: string
  marketDayName: string
  councilName: string
  supplierName: string
  /** The person at the other organisation, whom this message introduces. */
  otherName: string
  otherOrganisation: string
  otherEmail: string
  href: string
}

export const interestShown = (props: Props): Mail => ({
  template: 'interest-shown',
  subject: `${props.councilName} is interested in what ${props.supplierName} showed`,
  body: (
    <Layout
      preview={`${props.otherName} of ${props.otherOrganisation} would like to hear from you.`}
      heading={`Meet ${props.otherName} of ${props.otherOrganisation}`}
      link={{ href: props.href, name: 'See the market day' }}
      reason="You get this because a council said it is interested in a demo."
    >
      <Paragraph>
        {props.councilName} said “we are interested” in “{props.demoTitle}”, which{' '}
        {props.supplierName} showed at {props.marketDayName}.
      </Paragraph>
      <Paragraph>
        Write to {props.otherName} at {props.otherEmail}. It promises nothing: what is bought is
        decided by pitches that every firm can send.
      </Paragraph>
    </Layout>
  ),
})
