import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Response } from 'express'
import helmet from 'helmet'
import { env } from '#app/core/env.server.ts'

export const newNonce = () => randomBytes(16).toString('base64')

const nonce = (_request: IncomingMessage, response: ServerResponse) =>
  `'nonce-${(response as Response).locals.nonce as string}'`

/** Browsers apply form-action to where a form's answer sends them, too. */
const formTargets = [
  "'self'",
  ...(env.OIDC_ISSUER ? [new URL(env.OIDC_ISSUER).origin] : []),
  ...(env.STRIPE_SECRET_KEY ? ['https://checkout.stripe.com'] : []),
]

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
        'form-action': formTargets,
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'", ...(reloading ? ['ws:'] : [])],
        'script-src': ["'self'", nonce],
        'style-src': reloading ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        // Radix puts a style attribute on what it draws on the server.
        'style-src-attr': ["'unsafe-inline'"],
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
