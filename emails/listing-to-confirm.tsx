import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; organisationName: string; until: string; href: string }

export const listingToConfirm = ({ name, organisationName, until, href }: Props): Mail => ({
  template: 'listing-to-confirm',
  subject: 'Do you still want to be in the directory?',
  body: (
    <Layout
      preview={`If so, say it by ${until}. Otherwise you are taken off.`}
      heading="Do you still want to be in the directory?"
      link={{ href, name: 'See what it says of you' }}
      reason="You get this because you joined the Solve Once directory. We ask once a year."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        Others find you in the directory, for {organisationName}. If what it says still holds,
        confirm it by {until}. If you do nothing you are taken off that day.
      </Paragraph>
    </Layout>
  ),
})
