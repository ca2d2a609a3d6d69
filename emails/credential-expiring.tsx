import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  name: string
  supplierName: string
  credential: string
  /** "expires in 30 days", "expires today", "expired on 3 May 2027". */
  expiry: string
  lastDay: string
  href: string
}

export const credentialExpiring = (props: Props): Mail => {
  const { name, supplierName, credential, expiry, lastDay, href } = props
  return {
    template: 'credential-expiring',
    subject: `${credential} of ${supplierName} ${expiry}`,
    body: (
      <Layout
        preview={`After ${lastDay} nobody is shown it any more.`}
        heading={`${credential} ${expiry}`}
        link={{ href, name: 'Enter the renewal' }}
        reason={`You get this because you are one of the people of ${supplierName}.`}
      >
        <Paragraph>Hello {name},</Paragraph>
        <Paragraph>
          {supplierName} told us that its last day is {lastDay}. After that day councils do not find
          your firm by it, and no new pitch carries it. If you have renewed it, enter the new one
          now: the two may follow on from each other. If you will not renew it, you need do nothing.
        </Paragraph>
      </Layout>
    ),
  }
}
