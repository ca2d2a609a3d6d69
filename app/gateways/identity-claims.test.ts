import { expect, test } from 'vitest'
import { isForUs, isStrongEnough, verifiedEmailOf } from './identity-claims.ts'

test.each([
  [{ email: 'Ann@Leeds.gov.uk', email_verified: true }, 'ann@leeds.gov.uk'],
  [{ email: 'ann@leeds.gov.uk', email_verified: false }, undefined],
  [{ email: 'ann@leeds.gov.uk', email_verified: 'true' }, undefined],
  [{ email: 'ann@leeds.gov.uk' }, undefined],
  [{ email: 'ann@leeds.gov.uk', xms_edov: true }, undefined],
  [{ email: ['ann@leeds.gov.uk'], email_verified: true }, undefined],
  [{ email: 'ann', email_verified: true }, undefined],
  [{ email_verified: true }, undefined],
])('of %o the address is %s', (claims, email) => {
  expect(verifiedEmailOf('other', claims)).toBe(email)
  expect(verifiedEmailOf('one-login', claims)).toBe(email)
})

// Anybody who runs a tenant can write any address beside an account.
test.each([
  [{ xms_edov: true }, true],
  [{ xms_edov: '1' }, true],
  [{ xms_edov: 1 }, true],
  [{ xms_edov: false }, false],
  [{ xms_edov: '0' }, false],
  [{ email_verified: true }, false],
  [{}, false],
])('Microsoft has made sure of an address with %o: %s', (claims, isSure) => {
  const email = verifiedEmailOf('entra', { email: 'ann@leeds.gov.uk', ...claims })
  expect(email).toBe(isSure ? 'ann@leeds.gov.uk' : undefined)
})

test('One Login must say that two factors were shown, others need not', () => {
  expect(isStrongEnough('one-login', { vot: 'Cl.Cm' })).toBe(true)
  for (const vot of ['Cl', 'P2.Cl', ['Cl.Cm'], undefined])
    expect(isStrongEnough('one-login', { vot })).toBe(false)
  expect(isStrongEnough('other', {})).toBe(true)
})

test('a token is for us when no other party is named and it is not of the future, but for a minute', () => {
  const now = new Date('2026-06-01T09:00:00Z')
  const iat = now.getTime() / 1000

  expect(isForUs({ iat: iat + 60 }, 'us', now)).toBe(true)
  expect(isForUs({ iat, azp: 'us' }, 'us', now)).toBe(true)
  for (const wrong of [{ iat: iat + 61 }, { iat, azp: 'them' }, {}, { iat: String(iat) }])
    expect(isForUs(wrong, 'us', now)).toBe(false)
})
