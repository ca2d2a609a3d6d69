import { startOpenIdProvider } from './openid-provider.ts'

/** For the journeys: the provider that their sites are set to. */
const { PORT, SITES = '', clientId = '', clientSecret = '' } = process.env
const answersAt = SITES.split(',').map((site) => `${site}/single-sign-on/test/answer`)
await startOpenIdProvider({
  port: Number(PORT),
  client: { id: clientId, secret: clientSecret, answersAt },
})
