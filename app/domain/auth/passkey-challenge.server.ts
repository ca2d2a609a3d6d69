import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { CHALLENGE_LIFE_MS, type Purpose } from './passkey.ts'
import { hashOf } from './secret.server.ts'

/** Whose challenge it is, in which session, and what its answer is for. */
export type Asked = { token: string; personId: string; purpose: Purpose; of: string }

/** Keeps what a passkey is asked, for five minutes. The newest of a session and purpose takes the older one's place. */
export async function keepChallenge(tx: Tx, asked: Asked & { challenge: string }) {
  const { token, personId, purpose, of: binding, challenge } = asked
  const { handle } = await tx.session.findUniqueOrThrow({ where: { id: hashOf(token) } })
  const askedAt = clock.real()
  const expiresAt = new Date(askedAt.getTime() + CHALLENGE_LIFE_MS)
  const data = { personId, challenge, binding, askedAt, expiresAt }
  await tx.passkeyChallenge.upsert({
    where: { sessionHandle_purpose: { sessionHandle: handle, purpose } },
    create: { sessionHandle: handle, purpose, ...data },
    update: data,
  })
}

/** What was asked, while it may be answered. */
export async function findChallenge(tx: Tx, { token, personId, purpose, of: binding }: Asked) {
  const session = await tx.session.findUnique({ where: { id: hashOf(token) } })
  if (!session) return undefined
  const { handle: sessionHandle } = session
  const kept = await tx.passkeyChallenge.findUnique({
    where: { sessionHandle_purpose: { sessionHandle, purpose } },
  })
  const isLive = kept?.personId === personId && kept.expiresAt > clock.real()
  return isLive && kept.binding === binding ? kept : undefined
}

/** The same, used up: of two answers at once one finds it. */
export async function useChallenge(tx: Tx, asked: Asked) {
  const kept = await findChallenge(tx, asked)
  if (!kept) return undefined
  const { sessionHandle, purpose, challenge } = kept
  const { count } = await tx.passkeyChallenge.deleteMany({
    where: { sessionHandle, purpose, challenge },
  })
  return count === 1 ? challenge : undefined
}
