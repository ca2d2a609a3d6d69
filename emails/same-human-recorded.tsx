import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { reason: string; href: string }

export const sameHumanRecorded = ({ reason, href }: Props): Mail => ({
  template: 'same-human-recorded',
  subject: 'On record: this account and another one are yours',
  body: (
    <Layout
      preview="Wherever two people have to agree, the two accounts count once."
      heading="This account and another one are on record as one person’s"
      link={{ href, name: 'Ask the operators, or object' }}
      reason="You get this because you have an account at this address. The other account gets it too."
    >
      <Paragraph>
        An operator of this site has recorded that two accounts are used by one person. They say: “
        {reason}”
      </Paragraph>
      <Paragraph>
        Wherever two people have to agree, such as to a payment, the two accounts now count once.
        You keep both, with their roles, and what you signed stays signed.
      </Paragraph>
      <Paragraph>
        If the two accounts are two people’s, say so to the operators. Another operator than the one
        who recorded it looks at it, and can end it. You can also object to it as a use of your data
        (UK GDPR, article 21), and complain to the Information Commissioner.
      </Paragraph>
    </Layout>
  ),
})
