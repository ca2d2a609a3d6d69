import { createCookie } from '@remix-run/node'
import { env } from '#app/core/env.server.ts'
import { isSecret, newSecret } from '#app/domain/auth/secret.server.ts'
import { BROWSER_LIFE_MS } from '#app/domain/auth/session.ts'

const isSecure = env.APP_URL.startsWith('https:')

/** Says that this browser was signed in with before. It signs nobody in. */
const cookie = createCookie(isSecure ? '__Host-browser' : 'browser', {
  httpOnly: true,
  secure: isSecure,
  sameSite: 'lax',
  path: '/',
  maxAge: BROWSER_LIFE_MS / 1000,
})

/** What a browser says of itself as it signs in, and the cookie that has it known the next time. */
export async function signingInWith(request: Request) {
  const sent: unknown = await cookie.parse(request.headers.get('Cookie'))
  const knownBrowser = typeof sent === 'string' && isSecret(sent) ? sent : newSecret()
  const userAgent = request.headers.get('User-Agent') ?? undefined
  return { seen: { knownBrowser, userAgent }, setCookie: await cookie.serialize(knownBrowser) }
}
