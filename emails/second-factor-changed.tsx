import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; text: string; href: string }

export const secondFactorChanged = ({ name, text, href }: Props): Mail => ({
  template: 'second-factor-changed',
  subject: 'Your second factor on Solve Once',
  body: (
    <Layout
      preview={text}
      heading="Your second factor"
      link={{ href, name: 'See where you are signed in' }}
      reason="You get this because it is about the second factor of your account. Nobody can turn these messages off."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Paragraph>
        If it was not you, sign out everywhere and tell an administrator of your organisation now.
      </Paragraph>
    </Layout>
  ),
})
