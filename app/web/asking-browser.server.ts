import { createCookie } from '@remix-run/node'
import { env } from '#app/core/env.server.ts'
import { isSecret } from '#app/domain/auth/secret.server.ts'
import { LINK_LIFE_MS } from '#app/domain/auth/sign-in-request.ts'

const isSecure = env.APP_URL.startsWith('https:')

/** Ties a sign-in link to the browser that asked for it. */
const cookie = createCookie(isSecure ? '__Host-preauth' : 'preauth', {
  httpOnly: true,
  secure: isSecure,
  sameSite: 'lax',
  path: '/',
  maxAge: LINK_LIFE_MS / 1000,
})

export async function askingBrowser(request: Request): Promise<string | undefined> {
  const secret: unknown = await cookie.parse(request.headers.get('Cookie'))
  return typeof secret === 'string' && isSecret(secret) ? secret : undefined
}

export const askingBrowserCookie = (secret: string) => cookie.serialize(secret)
