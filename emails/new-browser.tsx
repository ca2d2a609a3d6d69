import { formatDateTime } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; browser: string; at: Date; href: string }

export const newBrowser = ({ name, browser, at, href }: Props): Mail => ({
  template: 'new-browser',
  subject: 'You signed in to Solve Once with a new browser',
  body: (
    <Layout
      preview={`${browser}, ${formatDateTime(at)}`}
      heading="A new browser"
      link={{ href, name: 'See where you are signed in' }}
      reason="You get this because it is about signing in to your account. Nobody can turn these messages off."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        You signed in at {formatDateTime(at)} with a browser you had not used here before: {browser}
        .
      </Paragraph>
      <Paragraph>
        If it was not you, sign out everywhere and tell an administrator of your organisation now.
        Whoever it was could read your email.
      </Paragraph>
    </Layout>
  ),
})
