import { Lucia, TimeSpan, type Adapter } from 'lucia'
import { db, type Tx } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { findStoredSession, type StoredSession, type StoredUser } from './stored-session.server.ts'

declare module 'lucia' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  interface Register {
    Lucia: ReturnType<typeof lucia>
    DatabaseSessionAttributes: StoredSession
    DatabaseUserAttributes: StoredUser
  }
}

const isSecure = env.APP_URL.startsWith('https:')

/** Lucia over our tables, in a transaction when given one. */
export const lucia = (store: Tx = db) =>
  new Lucia(adapterOn(store), {
    // The cookie's age; when a session ends is for session.ts to say, and it is never later.
    sessionExpiresIn: new TimeSpan(12, 'h'),
    sessionCookie: {
      // Browsers take this prefix as a promise: https only, this host only, every path.
      name: isSecure ? '__Host-session' : 'session',
      attributes: { secure: isSecure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: (session) => session,
    getUserAttributes: (user) => user,
  })

/**
 * Lucia ends sessions after one length for everybody. Ours differ by role and have two ends, so to Lucia
 * a stored session never ends, and `findSignedIn` decides.
 */
const never = new Date('9999-12-31T00:00:00Z')

const adapterOn = (store: Tx): Adapter => ({
  async getSessionAndUser(id) {
    const found = await findStoredSession(store, id)
    if (!found) return [null, null]
    const { session, user } = found
    return [
      { id, userId: user.personId, expiresAt: never, attributes: session },
      { id: user.personId, attributes: user },
    ]
  },
  async setSession({ id, userId, attributes: { actingForId, ...rest } }) {
    await store.session.create({
      data: { id, personId: userId, actingForId, ...rest },
      select: { id: true },
    })
  },
  async deleteSession(id) {
    await store.session.deleteMany({ where: { id } })
  },
  async deleteUserSessions(personId) {
    await store.session.deleteMany({ where: { personId } })
  },
  getUserSessions: () => Promise.resolve([]),
  updateSessionExpiration: () => Promise.resolve(),
  deleteExpiredSessions: () => Promise.resolve(),
})
