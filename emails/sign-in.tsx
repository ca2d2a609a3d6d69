import { Code, Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; href: string; code: string; minutes: number }

export const signIn = ({ name, href, code, minutes }: Props): Mail => ({
  template: 'sign-in',
  subject: 'Your link to sign in to Solve Once',
  body: (
    <Layout
      preview={`It works once, for ${minutes} minutes, in the browser where you asked for it.`}
      heading="Sign in to Solve Once"
      link={{ href, name: 'Sign in' }}
      reason="You get this because somebody typed your email address on our sign-in page. If it was not you, ignore it: nobody can sign in without it."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        Open the link in the browser where you asked for it. If you read this on another device,
        type this code there instead:
      </Paragraph>
      <Code>{code}</Code>
      <Paragraph>Both work once, for {minutes} minutes. Give the code to nobody.</Paragraph>
    </Layout>
  ),
})
