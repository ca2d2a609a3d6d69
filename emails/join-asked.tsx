import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { name: string; otherName: string; councilName: string; href: string }

export const joinAsked = ({ name, otherName, councilName, href }: Props): Mail => ({
  template: 'join-asked',
  subject: `Somebody asks to join ${councilName}`,
  body: (
    <Layout
      preview={`${otherName} asks to act for ${councilName}.`}
      heading={`${otherName} asks to join ${councilName}`}
      link={{ href, name: 'Say yes or no' }}
      reason="You get this because you decide who acts for this council."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {otherName} has shown that they read mail at the council’s domain, and asks to act for{' '}
        {councilName}. They wait for your answer, and come in with the roles you give them.
      </Paragraph>
    </Layout>
  ),
})
