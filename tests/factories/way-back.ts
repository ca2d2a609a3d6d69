import { db } from '#app/core/db.server.ts'
import { askWayBack } from '#app/domain/auth/ask-way-back.server.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { authenticator, session } from './auth.ts'
import { administrator, council, officer, operator } from './organisations.ts'
import { begin } from './second-factor.ts'

/** Somebody who has lost every factor and says so, with an administrator of theirs and an operator. */
export async function askedBack({ roles = ['officer'] }: { roles?: Role[] } = {}) {
  begin()
  const organisation = await council()
  const ann = await administrator({ organisation })
  const olu = await operator()
  const who = await officer({ organisation, roles })
  const key = await authenticator(who)
  const elsewhere = await session(who)
  const { token } = await session(who, { isProved: false })
  await askWayBack(token)
  const { id } = await db.wayBack.findFirstOrThrow({ where: { personId: who.personId } })
  return { organisation, who, key, ann, olu, id, token, elsewhere: elsewhere.token }
}

export const wayBack = (id: string) => db.wayBack.findUniqueOrThrow({ where: { id } })

/** What this person was told of it, the newest first. */
export async function told({ personId }: { personId: string }) {
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } })
  const mails = await db.outboxEmail.findMany({
    where: { template: 'way-back', toEmail: email },
    orderBy: { id: 'desc' },
  })
  return mails.map(({ text }) => text)
}

/** The secrets of the links that stop it, the newest first. */
export const stopLinks = async (who: { personId: string }) =>
  (await told(who)).flatMap((text) => /way-back\/([0-9a-f]{64})/.exec(text)?.[1] ?? [])
