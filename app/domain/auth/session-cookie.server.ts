import { lucia } from './lucia.server.ts'

export const readSessionCookie = (header: string | null) =>
  lucia().readSessionCookie(header ?? '') ?? undefined

export const sessionCookie = (token: string) => lucia().createSessionCookie(token).serialize()

/** Tells the browser to forget the cookie. */
export const endedSessionCookie = () => lucia().createBlankSessionCookie().serialize()
