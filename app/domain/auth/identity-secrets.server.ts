import { createHmac } from 'node:crypto'
import type { Secrets } from '#app/gateways/identity-provider.server.ts'

/**
 * What an answer must fit is made from the secret of the browser that asked and the state of its request, so the database
 * keeps neither, and an answer carried into another browser fits nothing.
 */
export function secretsOf(browser: string, state: string): Secrets {
  const made = (purpose: string) =>
    createHmac('sha256', browser).update(`${purpose}:${state}`).digest('base64url')
  return { state, nonce: made('nonce'), verifier: made('verifier') }
}
