import { z } from 'zod'
import { MINUTE_MS } from '#app/core/time.ts'

/** How long somebody has at the identity provider, and then again to connect what they came back with. */
export const IDENTITY_LIFE_MS = 10 * MINUTE_MS

/** Ways to a provider begun from one network in any ten minutes; an office may share one. */
export const IDENTITY_REQUESTS_FROM_NETWORK = 60

/** Why somebody who came back from an identity provider is not signed in. */
export const identityTroubles = [
  'cancelled',
  'down',
  'expired',
  'mismatch',
  'refused',
  'taken',
  'unknown',
  'unverified',
  'weak',
] as const
export type IdentityTrouble = (typeof identityTroubles)[number]

export const troubleIn = (text: string | null) =>
  identityTroubles.find((trouble) => trouble === text)

/** What is connected is what was on the page: the request whose answer it showed. */
export const ConnectInput = z.object({ request: z.uuid('Open this page again') })
export type ConnectInput = z.output<typeof ConnectInput>

export const DisconnectInput = z.object({ which: z.uuid('Choose what to disconnect') })
export type DisconnectInput = z.output<typeof DisconnectInput>

/** Whether this account may be connected to this person at all: only by an address that both have. */
export const isSameMailbox = (verifiedEmail: string, { email }: { email: string }) =>
  verifiedEmail.toLowerCase() === email.toLowerCase()
