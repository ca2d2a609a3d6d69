import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; text: string; href: string }

export const identityChanged = ({ name, text, href }: Props): Mail => ({
  template: 'identity-changed',
  subject: 'How you sign in to Solve Once',
  body: (
    <Layout
      preview={text}
      heading="How you sign in"
      link={{ href, name: 'See what signs you in' }}
      reason="You get this because it is about signing in to your account. Nobody can turn these messages off."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Paragraph>
        If it was not you, disconnect it, sign out everywhere and tell an administrator of your
        organisation now.
      </Paragraph>
    </Layout>
  ),
})
