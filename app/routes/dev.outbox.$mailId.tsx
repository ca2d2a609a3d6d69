import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import type { MailStatus } from '#app/domain/notifications/outbox-email.ts'
import { getOutboxEmail } from '#app/domain/notifications/queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Facts } from '#app/ui/lists.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { idParam, show } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.subject ?? 'Message') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const { html, ...mail } = await getOutboxEmail(idParam(params, 'mailId'))
    return { ...mail, hasLook: html !== '' }
  })
}

const statusWords: Record<MailStatus, string> = {
  waiting: 'Waiting to be sent',
  sent: 'Sent',
  'given-up': 'Given up',
}

export default function OutboxMail() {
  const mail = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/dev/outbox', name: 'Outbox' }]} crumbTitle={mail.subject}>
      <PageTitle title={mail.subject} />
      <Facts
        facts={[
          { name: 'To', value: `${mail.toName}, ${mail.toEmail}` },
          ...(mail.replyTo ? [{ name: 'An answer goes to', value: mail.replyTo }] : []),
          { name: 'Written', value: formatDateTime(mail.createdAt) },
          { name: 'Status', value: statusWords[mail.status] },
          ...(mail.lastError ? [{ name: 'Last problem', value: mail.lastError }] : []),
        ]}
      />
      <Section id="text" title="As plain text">
        <p className="mail-text measure">{withLinks(mail.text)}</p>
        {mail.hasLook && (
          <a href={`/dev/outbox/${mail.id}/look`}>See it as mail programs draw it</a>
        )}
      </Section>
    </Page>
  )
}

/** Addresses in a message, as links; everything else stays text. */
const withLinks = (text: string) =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part, place) =>
    place % 2 ? (
      <a key={place} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
