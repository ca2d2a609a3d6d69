import { lucia } from './lucia.server.ts'

/**
 * Cookies of others reach us, too, from sites beside ours. Lucia reads all of them and fails at a percent sign that
 * begins no character; ours never holds one.
 */
export function readSessionCookie(header: string | null) {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const legible = pairs.filter((pair) => !pair.includes('%')).join('; ')
  return lucia().readSessionCookie(legible) ?? undefined
}

export const sessionCookie = (token: string) => lucia().createSessionCookie(token).serialize()

/** Tells the browser to forget the cookie. */
export const endedSessionCookie = () => lucia().createBlankSessionCookie().serialize()
