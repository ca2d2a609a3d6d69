import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  funderName: string
  potName: string
  /** "became part of … on …". */
  became: string
  href: string
}

export const potInvitationEnded = ({ funderName, potName, became, href }: Props): Mail => ({
  template: 'pot-invitation-ended',
  subject: `Invitation ended: ${funderName} to the ${potName}`,
  body: (
    <Layout
      preview={`${funderName} ${became} before it answered.`}
      heading="An invitation has ended"
      link={{ href, name: 'See the invitation' }}
      reason={`You get this because you run the ${potName}.`}
    >
      <Paragraph>
        You invited {funderName} to put money into the {potName}. It {became} before it answered.
      </Paragraph>
      <Paragraph>You can invite the funder it is part of now.</Paragraph>
    </Layout>
  ),
})
