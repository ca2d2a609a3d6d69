import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readSettings } from './env.server.ts'

const pem = (namedCurve: string) =>
  generateKeyPairSync('ec', {
    namedCurve,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
const privateKey = pem('prime256v1')
const tenant = '0d9b7e5a-2c41-4d7e-9d0a-0a1b2c3d4e5f'
const oneLogin = { kind: 'one-login', id: 'one-login', clientId: 'us', privateKey }
const entra = { kind: 'entra', id: 'leeds', clientId: 'us', clientSecret: 'secret', tenant }
const other = {
  ...{ kind: 'other', id: 'other', name: 'Other', clientId: 'us', clientSecret: 'secret' },
  issuer: 'https://id.example/realms/one/.well-known/openid-configuration',
}

const read = (...providers: object[]) =>
  readSettings({ OIDC_PROVIDERS: JSON.stringify(providers) }).OIDC_PROVIDERS

test('there is no identity provider until one is set', () => {
  expect(readSettings({}).OIDC_PROVIDERS).toEqual([])
})

test('One Login, Microsoft and any other are read, each with where its pages are', () => {
  expect(read(oneLogin, { ...entra, tenant: tenant.toUpperCase() }, other)).toMatchObject([
    {
      name: 'GOV.UK One Login',
      issuer: 'https://oidc.account.gov.uk/',
      signature: 'ES256',
      pagesAt: ['https://oidc.account.gov.uk', 'https://signin.account.gov.uk'],
    },
    {
      name: 'Microsoft',
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      signature: 'RS256',
      pagesAt: ['https://login.microsoftonline.com'],
    },
    {
      issuer: 'https://id.example/realms/one',
      signature: 'RS256',
      pagesAt: ['https://id.example'],
    },
  ])
})

test.each<[string, object, RegExp]>([
  ['a tenant for everybody', { ...entra, tenant: 'common' }, /0\.tenant .*let in every tenant/],
  ['a tenant by its domain', { ...entra, tenant: 'leeds.gov.uk' }, /0\.tenant /],
  [
    'an issuer for every tenant',
    { ...other, issuer: 'https://login.microsoftonline.com/organizations/v2.0' },
    /0\.issuer is the same for every tenant/,
  ],
  ['an issuer that anybody can read', { ...other, issuer: 'http://id.example' }, /0\.issuer /],
  ['a key of another curve', { ...oneLogin, privateKey: pem('secp384r1') }, /0\.privateKey /],
  ['a key that is none', { ...oneLogin, privateKey: 'x' }, /0\.privateKey /],
  ['no kind', { ...other, kind: 'saml' }, /0\.kind must have the kind/],
  ['two ways to say who we are', { ...other, privateKey }, /0 needs a clientSecret or a/],
  [
    'no way to say who we are',
    { ...other, clientSecret: undefined },
    /0 needs a clientSecret or a/,
  ],
  ['a signature that anybody can make', { ...other, signature: 'HS256' }, /0\.signature must be/],
  ['a part of addresses with a slash', { ...other, id: 'a/b' }, /0\.id must be small letters/],
  ['a name that means nothing', { ...other, redirect: 'x' }, /Unrecognized key/],
])('%s is refused by name', (_what, given, message) => {
  expect(() => read(given)).toThrow(message)
})

test('no list, and one twice, are refused', () => {
  for (const OIDC_PROVIDERS of ['one-login', '{}', '{"kind":'])
    expect(() => readSettings({ OIDC_PROVIDERS })).toThrow('OIDC_PROVIDERS must be a list in JSON')
  expect(() => read(other, { ...other, id: 'again' })).toThrow('the same issuer twice')
  expect(() => read(other, { ...oneLogin, id: 'other' })).toThrow('the same id twice')
})

test('a setting that is wrong shows no secret', () => {
  const wrong = { ...other, clientSecret: 'do-not-show', signature: 'none' }
  expect(() => read(wrong)).toThrow(/^(?![\s\S]*do-not-show)/)
})
