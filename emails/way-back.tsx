import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; text: string; more: string; href: string; linkName: string }

export const wayBack = ({ name, text, more, href, linkName }: Props): Mail => ({
  template: 'way-back',
  subject: 'Getting back in to Solve Once',
  body: (
    <Layout
      preview={text}
      heading="Getting back in"
      link={{ href, name: linkName }}
      reason="You get this because it is about who may sign in. Nobody can turn these messages off."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Paragraph>{more}</Paragraph>
    </Layout>
  ),
})
