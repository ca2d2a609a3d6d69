import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'

/** Signatures that an identity provider may be told to make; none that a public key could forge. */
const signatures = ['ES256', 'RS256', 'PS256'] as const

/** Who keeps an account elsewhere that people sign in with, and what it knows this site by. */
export type IdentityProvider = {
  /** Its part of our addresses. */
  id: string
  kind: 'one-login' | 'entra' | 'other'
  /** As people know it: "GOV.UK One Login". */
  name: string
  issuer: string
  clientId: string
  /** Shown to the provider as it is, unless there is a private key to sign with. */
  clientSecret?: string | undefined
  /** PEM. The provider has its public half. */
  privateKey?: string | undefined
  keyId?: string | undefined
  /** The one signature that counts on what it says about people. */
  signature: (typeof signatures)[number]
  /** Origins that its pages for signing in are at, for the content security policy. */
  pagesAt: string[]
}

const text = (most = 300) => z.string('is needed').trim().min(1, 'is needed').max(most)
const common = {
  id: text(40).regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and hyphens'),
  clientId: text(),
}
const PrivateKey = text(10_000).refine(
  isPrivateKey,
  'must be a private key in PEM, EC P-256 or RSA',
)
const keyId = text().optional()

/** What we sign with goes by the key: ES256 with P-256, RS256 with RSA. */
function isPrivateKey(pem: string) {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem)
    return asymmetricKeyType === 'rsa' || asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}

const isOfThisMachine = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

const isSafe = (address: string) => {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' || isOfThisMachine(url)
}

const webAddress = text(500).refine(isSafe, 'must be an address like https://…')
const wellKnown = /\/\.well-known\/openid-configuration$/
const forEveryTenant = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)\b/

const OneLogin = z
  .strictObject({
    kind: z.literal('one-login'),
    ...common,
    name: text(60).default('GOV.UK One Login'),
    issuer: webAddress.default('https://oidc.account.gov.uk/'),
    privateKey: PrivateKey,
    keyId,
  })
  .transform((given): IdentityProvider => {
    const { origin } = new URL(given.issuer)
    // Its first page sends the browser on, and browsers ask the policy about that address, too.
    const pagesAt = [origin, origin.replace('//oidc.', '//signin.')]
    return { ...given, signature: 'ES256', pagesAt: [...new Set(pagesAt)] }
  })

const Entra = z
  .strictObject({
    kind: z.literal('entra'),
    ...common,
    name: text(60).default('Microsoft'),
    // For every tenant at once, tokens name an issuer of their own each: anybody's tenant would do.
    tenant: z.guid(
      'must be the id of one tenant (a GUID); common and organizations let in every tenant',
    ),
    clientSecret: text(),
  })
  .transform(({ tenant, ...given }): IdentityProvider => {
    const host = 'https://login.microsoftonline.com'
    const issuer = `${host}/${tenant.toLowerCase()}/v2.0`
    return { ...given, issuer, signature: 'RS256', pagesAt: [host] }
  })

const Other = z
  .strictObject({
    kind: z.literal('other'),
    ...common,
    name: text(60),
    issuer: webAddress.refine(
      (address) => !forEveryTenant.test(address),
      'is the same for every tenant of Microsoft; use kind "entra" with the id of one',
    ),
    clientSecret: text().optional(),
    privateKey: PrivateKey.optional(),
    keyId,
    signature: z.enum(signatures, `must be one of ${signatures.join(', ')}`).default('RS256'),
    pagesAt: z.array(webAddress).max(10).default([]),
  })
  .refine(
    ({ clientSecret, privateKey }) => !clientSecret !== !privateKey,
    'needs a clientSecret or a privateKey, and not both',
  )
  .transform((given): IdentityProvider => {
    const issuer = given.issuer.replace(wellKnown, '')
    const origins = [issuer, ...given.pagesAt].map((address) => new URL(address).origin)
    return { ...given, issuer, pagesAt: [...new Set(origins)] }
  })

const Provider = z.discriminatedUnion(
  'kind',
  [OneLogin, Entra, Other],
  'must have the kind "one-login", "entra" or "other"',
)

/** A list in JSON; docs/settings.md shows one. */
export const IdentityProviders = z
  .string()
  .transform((json, context) => {
    try {
      return JSON.parse(json) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a list in JSON' })
      return z.NEVER
    }
  })
  .pipe(z.array(Provider, 'must be a list in JSON').max(20))
  .superRefine((providers, context) => {
    for (const name of ['id', 'issuer'] as const) {
      const values = providers.map((provider) => provider[name])
      if (new Set(values).size < values.length)
        context.addIssue({ code: 'custom', message: `must not have the same ${name} twice` })
    }
  })
