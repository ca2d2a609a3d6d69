import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { reason: string; href: string }

export const sameHumanEnded = ({ reason, href }: Props): Mail => ({
  template: 'same-human-ended',
  subject: 'This account counts by itself again',
  body: (
    <Layout
      preview="It was on record that this account and another one are one person’s."
      heading="This account counts by itself again"
      link={{ href, name: 'Ask the operators about it' }}
      reason="You get this because you have an account at this address. The other account gets it too."
    >
      <Paragraph>
        It was on record that this account and another one are used by one person. A second operator
        has ended that record. They say: “{reason}”
      </Paragraph>
      <Paragraph>
        From now on each of the two can be the second person to what the other began.
      </Paragraph>
    </Layout>
  ),
})
