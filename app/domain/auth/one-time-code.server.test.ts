import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { stepAt } from './authenticator.ts'
import {
  addressOfKey,
  codeOfStep,
  newAuthenticatorKey,
  openKey,
  sealKey,
  stepOfCode,
} from './one-time-code.server.ts'

/** The key of both standards' examples. */
const published = Secret.fromLatin1('12345678901234567890').base32

test('codes are those of RFC 4226, appendix D', () => {
  const codes = Array.from({ length: 10 }, (_, count) => codeOfStep(published, count))

  expect(codes).toEqual([
    ...['755224', '287082', '359152', '969429', '338314'],
    ...['254676', '287922', '162583', '399871', '520489'],
  ])
})

// There with eight digits; with six they are the last six (RFC 4226, 5.3).
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %i seconds the code is that of RFC 6238, appendix B', (seconds, code) => {
  const step = stepAt(new Date(seconds * 1000))

  expect(codeOfStep(published, step)).toBe(code.slice(2))
  expect(stepOfCode(published, code.slice(2), [step])).toBe(step)
})

test('a code is found among the steps that are tried, and in no other', () => {
  const [before, code] = [codeOfStep(published, 41), codeOfStep(published, 42)]

  expect(stepOfCode(published, code, [42, 41, 43])).toBe(42)
  expect(stepOfCode(published, before, [42, 41, 43])).toBe(41)
  expect(stepOfCode(published, before, [42, 43])).toBeUndefined()
})

test('a key has 160 bits, and is new each time', () => {
  expect(newAuthenticatorKey()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newAuthenticatorKey()).not.toBe(newAuthenticatorKey())
  expect(addressOfKey(published, 'ann@leeds.gov.uk')).toMatch(
    /^otpauth:\/\/totp\/Solve%20Once:ann%40leeds\.gov\.uk\?.*secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ/,
  )
})

test('a sealed key says nothing, opens for its own person, and not when it was altered', () => {
  const [ann, bob] = [newId(), newId()]
  const sealed = sealKey(published, ann)

  expect(openKey(sealed, ann)).toBe(published)
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain(published)
  expect(sealKey(published, ann)).not.toBe(sealed)
  expect(() => openKey(sealed, bob)).toThrow()
  const altered = Buffer.from(sealed, 'base64')
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
  expect(() => openKey(altered.toString('base64'), ann)).toThrow()
})
