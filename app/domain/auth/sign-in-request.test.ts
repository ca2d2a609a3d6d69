import { expect, test } from 'vitest'
import { CodeInput, inMinutes, networkOf, secondsUntil, SignInInput } from './sign-in-request.ts'

test.each([
  [' Ann@Leeds.gov.uk ', 'ann@leeds.gov.uk'],
  ['ann.o’hara@leeds.gov.uk', undefined],
  ['ann@lеeds.gov.uk', undefined],
  ['a@b.uk\r\nBcc: x@y.uk', undefined],
  ['a@b.uk%0d%0aBcc: x@y.uk', undefined],
  ['Ann <ann@leeds.gov.uk>', undefined],
  [`${'a'.repeat(250)}@b.uk`, undefined],
  ['', undefined],
])('A11, A12: %j is read as %s', (typed, email) => {
  expect(SignInInput.safeParse({ email: typed }).data?.email).toBe(email)
})

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['012-345', '012345'],
  ['12345', undefined],
  ['1234567', undefined],
  ['12345a', undefined],
  ['', undefined],
])('the code %j is read as %s', (typed, code) => {
  expect(CodeInput.safeParse({ code: typed }).data?.code).toBe(code)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s belongs to the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('a window of ten minutes opens again when its first request is ten minutes old', () => {
  const oldest = new Date('2026-06-01T09:00:00Z')

  expect(secondsUntil(oldest, new Date('2026-06-01T09:00:00Z'))).toBe(600)
  expect(secondsUntil(oldest, new Date('2026-06-01T09:09:59.500Z'))).toBe(1)
  expect(inMinutes(600)).toBe('in 10 minutes')
  expect(inMinutes(59)).toBe('in 1 minute')
})
