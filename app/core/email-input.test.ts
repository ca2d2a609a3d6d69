import { expect, test } from 'vitest'
import { emailInput } from './email-input.ts'

const Email = emailInput('Enter an email address')

test('A11: one address is written one way, however its letters are typed', () => {
  expect(Email.parse('  Ann@LEEDS.gov.UK ')).toBe('ann@leeds.gov.uk')
  // The sign for kelvin is a capital k to Unicode: it leads to the plain address and never beside it.
  expect(Email.parse('ann@\u212Aent.gov.uk')).toBe('ann@kent.gov.uk')
})

test.each([
  ['a Cyrillic letter that looks like e', 'ann@l\u0435eds.gov.uk'],
  ['a Turkish capital letter', 'ann@le\u0130ds.gov.uk'],
  ['full-width letters', '\uFF41nn@leeds.gov.uk'],
  ['a full stop of another script', 'ann@leeds\u3002gov.uk'],
  ['a domain in another script', 'ann@лидс.gov.uk'],
  ['a line break and a header', 'ann@leeds.gov.uk\r\nBcc: x@y.uk'],
  ['a line break of Unicode', 'ann@leeds.gov.uk\u2028x@y.uk'],
  ['a mark that turns the writing round', 'ann@\u202Eleeds.gov.uk'],
  ['no width at all between letters', 'an\u200Bn@leeds.gov.uk'],
  ['two addresses', 'ann@leeds.gov.uk,x@y.uk'],
  ['a name before it', 'Ann <ann@leeds.gov.uk>'],
  ['quotes', '"ann x"@leeds.gov.uk'],
  ['a number in brackets', 'ann@[127.0.0.1]'],
  ['a route', 'ann%x@y.uk@leeds.gov.uk'],
  ['more than mail allows', `${'a'.repeat(250)}@b.uk`],
])('an address with %s is refused', (_what, address) => {
  expect(Email.safeParse(address).success).toBe(false)
})

test('J13: a near miss ten times as long takes no hundred times as long to refuse', () => {
  const timeOf = (letters: number) => {
    const started = performance.now()
    for (let time = 0; time < 20; time++)
      expect(Email.safeParse(`${'a.'.repeat(letters / 2)}@`).success).toBe(false)
    return performance.now() - started
  }
  timeOf(10_000)

  expect(timeOf(100_000) / Math.max(1, timeOf(10_000))).toBeLessThan(40)
})
