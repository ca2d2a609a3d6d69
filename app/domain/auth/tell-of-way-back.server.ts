import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { wayBack } from '#emails/way-back.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Returning } from './way-back.ts'

type To = { personId: string; stop?: string | undefined }

/** Tells whose way back it is what happened, with a link that stops it while it can be stopped. */
export async function tellReturning(tx: Tx, { personId, stop }: To, text: string) {
  const to = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, name: true },
  })
  const link = stop
    ? { href: siteLink(`/sign-in/way-back/${stop}`), linkName: 'Stop it' }
    : { href: siteLink('/second-factor'), linkName: 'See your second factor' }
  const more = stop
    ? 'If it was not you, stop it now, and tell an administrator of your organisation: somebody else can read your mail.'
    : 'If you did not expect this, tell an administrator of your organisation now.'
  const mail = wayBack({ name: to.name, text, more, ...link })
  await queueEmail(tx, { key: `way-back:${newId()}`, to, mail })
}

type Person = { personId: string; name: string; email: string; organisationId: string }
type Asked = { wayBackId: string; name: string; returning: Returning; asked: Person[] }

/** Asks those who may confirm it: administrators on the page of their people, operators on theirs. */
export async function tellThoseAsked(tx: Tx, { wayBackId, name, returning, asked }: Asked) {
  for (const to of asked) {
    const isTheirs = returning.organisationIds.includes(to.organisationId)
    const mail = wayBack({
      name: to.name,
      text: `${name} has lost their second factor and asks to be let back in.`,
      more: 'Ask them in person, or on a phone number you know, whether it was them. Never by email: somebody else may read it.',
      href: siteLink(isTheirs ? '/workspace/people' : '/ways-back'),
      linkName: 'See who asks',
    })
    await queueEmail(tx, { key: `way-back-asked:${wayBackId}:${to.personId}`, to, mail })
  }
}
