import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  councilName: string
  successorName: string
  /** "became part of West Riding on 1 April 2028", after the name of the council. */
  became: string
  roles: string
  /** Roles that wait until the successor has two administrators. */
  waiting: string | undefined
  href: string
}

export const successionMoved = (props: Props): Mail => ({
  template: 'succession-moved',
  subject: `You act for ${props.successorName} now`,
  body: (
    <Layout
      preview={`${props.councilName} ${props.became}`}
      heading={`You act for ${props.successorName} now`}
      link={{ href: props.href, name: 'Open your workspace' }}
      reason={`You get this because you belonged to ${props.councilName}.`}
    >
      <Paragraph>
        {props.councilName} {props.became}. You act for {props.successorName} now, and sign in as
        before.
      </Paragraph>
      <Paragraph>Your roles: {props.roles}.</Paragraph>
      {props.waiting && (
        <Paragraph>
          Not given yet: {props.waiting}. It needs two administrators of {props.successorName}{' '}
          first. Ask one of them.
        </Paragraph>
      )}
      <Paragraph>
        Limits up to which you could sign ended with {props.councilName}. An administrator of{' '}
        {props.successorName} sets new ones.
      </Paragraph>
    </Layout>
  ),
})
