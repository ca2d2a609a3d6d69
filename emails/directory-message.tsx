import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  name: string
  otherName: string
  otherOrganisation: string
  otherEmail: string
  subject: string
  text: string
  href: string
}

/** What somebody wrote by the directory. The words are theirs, and stand as they were typed. */
export const directoryMessage = (props: Props): Mail => ({
  template: 'directory-message',
  subject: `${props.otherName}, ${props.otherOrganisation}: ${props.subject}`,
  body: (
    <Layout
      preview={props.subject}
      heading={props.subject}
      link={{ href: props.href, name: 'Block or report this sender' }}
      reason="You get this because you are in the Solve Once directory and take messages. You can switch them off there."
    >
      <Paragraph>
        Hello {props.name}, {props.otherName} of {props.otherOrganisation} wrote to you by the
        directory:
      </Paragraph>
      {props.text.split(/\n{2,}/).map((part, place) => (
        <Paragraph key={place}>{inLines(part)}</Paragraph>
      ))}
      <Paragraph>
        Answer this email to write to {props.otherName} at {props.otherEmail}. They learn your
        address only if you answer.
      </Paragraph>
    </Layout>
  ),
})

const inLines = (text: string) =>
  text.split('\n').flatMap((line, place) => (place === 0 ? [line] : [<br key={place} />, line]))
