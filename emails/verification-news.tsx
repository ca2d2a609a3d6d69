import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; supplierName: string; heading: string; text: string; href: string }

export const verificationNews = ({ name, supplierName, heading, text, href }: Props): Mail => ({
  template: 'verification-news',
  subject: `${supplierName} ${heading}`,
  body: (
    <Layout
      preview={text}
      heading={`${supplierName} ${heading}`}
      link={{ href, name: 'See where it stands' }}
      reason="You get this because you are an administrator of this firm."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>{text}</Paragraph>
    </Layout>
  ),
})
