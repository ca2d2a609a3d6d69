import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; text: string; more: string; href: string; linkName: string }

export const bankDetailsChanged = ({ name, text, more, href, linkName }: Props): Mail => ({
  template: 'bank-details-changed',
  subject: 'Your bank details on Solve Once',
  body: (
    <Layout
      preview={text}
      heading="Your bank details"
      link={{ href, name: linkName }}
      reason="You get this because it is about where your organisation is paid. Nobody can turn these messages off."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Paragraph>{more}</Paragraph>
    </Layout>
  ),
})
