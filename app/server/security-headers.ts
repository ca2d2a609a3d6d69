import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { env } from '#app/core/env.server.ts'

export const newNonce = () => randomBytes(16).toString('base64')

const nonce = (_request: IncomingMessage, response: ServerResponse) =>
  `'nonce-${(response as Response).locals.nonce as string}'`

/** Only our own scripts run, and only those that carry this answer's nonce. */
export function securityHeaders({ reloading }: { reloading: boolean }) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
        // Browsers apply it to where a form's answer sends them, too.
        'form-action': ["'self'", ...env.OIDC_PROVIDERS.flatMap(({ pagesAt }) => pagesAt)],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'", ...(reloading ? ['ws:'] : [])],
        'script-src': ["'self'", nonce],
        'style-src': reloading ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        'style-src-attr': ["'none'"],
      },
    },
    // With `no-referrer` browsers send `Origin: null` from our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: env.APP_URL.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    xFrameOptions: { action: 'deny' },
  })
}

const POLICY = 'content-security-policy'

/**
 * A page with a policy of its own has that one alone. Remix adds its headers to those there are, and of two policies
 * a browser keeps both.
 */
export const ownPolicyAlone: RequestHandler = (_request, response, next) => {
  const append = response.append.bind(response)
  response.append = (name, value) =>
    name.toLowerCase() === POLICY ? response.set(name, value) : append(name, value)
  next()
}
