import { env } from '#app/core/env.server.ts'

/** Whose passkeys these are: of the site's public address and no other (WebAuthn 3, "relying party"). */
export const relyingParty = () => ({
  name: 'Solve Once',
  id: new URL(env.APP_URL).hostname,
  origin: env.APP_URL,
})
