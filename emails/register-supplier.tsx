import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { href: string; minutes: number }

export const registerSupplier = ({ href, minutes }: Props): Mail => ({
  template: 'register-supplier',
  subject: 'Your link to register a firm on Solve Once',
  body: (
    <Layout
      preview={`It works once, for ${minutes} minutes, in the browser where you asked for it.`}
      heading="Register your firm"
      link={{ href, name: 'Say who your firm is' }}
      reason="You get this because somebody typed your email address on our page for suppliers. If it was not you, ignore it: nothing happens."
    >
      <Paragraph>Hello,</Paragraph>
      <Paragraph>
        Open the link in the browser where you asked for it. It works once, for {minutes} minutes.
        If your firm is here already, ask its administrator to invite you.
      </Paragraph>
    </Layout>
  ),
})
