import type { IdentityProvider } from '#app/core/identity-providers.server.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { askIdentity } from '#app/domain/auth/ask-identity.server.ts'
import { takeIdentity } from '#app/domain/auth/take-identity.server.ts'

/** From now on the site of this test knows this provider. */
export function useProvider(given: Partial<IdentityProvider> & Pick<IdentityProvider, 'issuer'>) {
  const pagesAt = [new URL(given.issuer).origin]
  const usual = { id: 'one', kind: 'one-login', name: 'GOV.UK One Login', clientId: 'us' } as const
  env.OIDC_PROVIDERS = [{ ...usual, signature: 'ES256', pagesAt, ...given }]
}

let networks = 0

type Asked = { browser?: string | undefined; address?: string; next?: string; providerId?: string }

/** Somebody who was sent to the provider; with what it was told, and what they can bring back. */
export async function askedThere(options: Asked = {}) {
  const { href, browser } = await askIdentity({
    providerId: options.providerId ?? 'one',
    next: options.next ?? '/pots',
    browser: options.browser,
    address: options.address ?? `198.51.100.${++networks}`,
  })
  const told = new URL(href)
  const state = told.searchParams.get('state') ?? ''
  const nonce = told.searchParams.get('nonce') ?? ''
  return { href, told, browser, state, nonce, search: `?code=a-code&state=${state}` }
}

type Brought = { search: string; browser: string | undefined; token?: string; providerId?: string }

export const bring = ({ search, browser, token, providerId = 'one' }: Brought) =>
  takeIdentity({ providerId, search, browser, token, userAgent: 'A test' })

/** This account elsewhere signs this person in. */
export async function identity(
  who: { personId: string },
  { issuer, subject }: { issuer: string; subject: string },
) {
  const { personId } = who
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } })
  return db.identity.create({
    data: { personId, issuer, subject, email, connectedAt: clock.real() },
  })
}
