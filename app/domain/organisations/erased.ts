/** The reserved domain of RFC 2606: no mail can ever go there. */
const ERASED_DOMAIN = '@erased.invalid'

/**
 * What stands in the place of a person who was erased. Each has a token of their own, so that a record still shows
 * whether two signatures were of two people; it says nothing about who they were.
 */
export const erasedPerson = (token: string) => ({
  name: `Erased person ${token.slice(-6)}`,
  slug: `erased-${token}`,
  email: `${token}${ERASED_DOMAIN}`,
})

export const isErasedAddress = (email: string) => email.endsWith(ERASED_DOMAIN)
