import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  name: string
  supplierName: string
  credential: string
  reason: string
  href: string
}

export const documentSentBack = (props: Props): Mail => {
  const { name, supplierName, credential, reason, href } = props
  return {
    template: 'document-sent-back',
    subject: `Sent back: the document for ${credential} of ${supplierName}`,
    body: (
      <Layout
        preview={reason}
        heading={`Your document for ${credential} is sent back`}
        link={{ href, name: 'Put it right' }}
        reason={`You get this because you are one of the people of ${supplierName}.`}
      >
        <Paragraph>Hello {name},</Paragraph>
        <Paragraph>
          We looked at it. It does not show what {supplierName} says of {credential}: {reason}
        </Paragraph>
        <Paragraph>
          Until you put it right, readers are told that the firm says so, without a document.
        </Paragraph>
      </Layout>
    ),
  }
}
