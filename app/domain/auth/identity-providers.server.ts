import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { siteLink } from '../notifications/site-link.server.ts'

/** As a page needs it: nothing that only the provider and the site may know. */
export const listIdentityProviders = () => env.OIDC_PROVIDERS.map(({ id, name }) => ({ id, name }))

/** One by its part of an address. There is no page for one that this site does not use. */
export function getIdentityProvider(id: string) {
  const provider = env.OIDC_PROVIDERS.find((each) => each.id === id)
  if (!provider) throw new Refusal('not-found', 'Page not found')
  return provider
}

/** What people know the keeper of an account by; one that is no longer used by its address. */
export const nameOfIssuer = (issuer: string) =>
  env.OIDC_PROVIDERS.find((each) => sameIssuer(each.issuer, issuer))?.name ?? hostOf(issuer)

const sameIssuer = (one: string, other: string) => new URL(one).href === new URL(other).href
const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).host : issuer)

export const isOfProvider = sameIssuer

/** Where the browser comes back to; the provider takes no other. */
export const answerAddress = (id: string) => siteLink(`/single-sign-on/${id}/answer`)
