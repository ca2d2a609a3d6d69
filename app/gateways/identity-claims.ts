import type { IdentityProvider } from '#app/core/identity-providers.server.ts'

/** What an identity provider says about somebody, as far as we read it. */
export type Claims = Record<string, unknown>

/**
 * The address that a provider says it has made sure of, else none. Microsoft says so by `xms_edov` only: its `email`
 * can be set by an administrator of any tenant to the address of somebody else.
 */
export function verifiedEmailOf(kind: IdentityProvider['kind'], claims: Claims) {
  const { email, email_verified, xms_edov } = claims
  const isVerified =
    kind === 'entra'
      ? [true, 1, '1', 'true'].some((yes) => yes === xms_edov)
      : email_verified === true
  if (!isVerified || typeof email !== 'string') return undefined
  const address = email.trim().toLowerCase()
  return address.includes('@') && address.length <= 254 ? address : undefined
}

/** What a claim names, else nothing. */
export const nameIn = (claim: unknown) =>
  typeof claim === 'string' && claim !== '' ? claim : undefined

/** GOV.UK One Login's word for "a password and a second factor, and no proof of identity". */
export const TWO_FACTORS = 'Cl.Cm'

/** Whether somebody showed two factors there, where we ask for that. */
export const isStrongEnough = (kind: IdentityProvider['kind'], { vot }: Claims) =>
  kind !== 'one-login' || vot === TWO_FACTORS

/** Beyond what the library holds: a party that it was made for must be us, and it cannot be of the future. */
export function isForUs({ azp, iat }: Claims, clientId: string, now: Date) {
  const isOurs = azp === undefined || azp === clientId
  return isOurs && typeof iat === 'number' && iat * 1000 <= now.getTime() + 60_000
}
