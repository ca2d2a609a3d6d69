import { expect, test } from 'vitest'
import {
  ChangeFactorInput,
  ChangePasskeyInput,
  readShown,
  ShowFactorInput,
} from './factor-shown.ts'
import { NewPasskeyInput } from './passkey.ts'

const answer = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
}
const sent = JSON.stringify({ ...answer, clientExtensionResults: {} })

test('a passkey is read where there is one, and a code otherwise', () => {
  expect(readShown({ passkey: sent, code: '' }).data).toEqual(answer)
  expect(readShown({ passkey: '', code: '123 456' }).data).toBe('123456')
  expect(ShowFactorInput.parse({ code: '123456' })).toEqual({ shown: '123456' })
})

test('what is no answer of a passkey, and no code, is told beside the code', () => {
  const noBytes = JSON.stringify({ ...answer, id: 'no bytes' })
  for (const passkey of ['{', '[]', '"text"', noBytes, ' '.repeat(30_001)]) {
    const { error } = ShowFactorInput.safeParse({ passkey, code: '123456' })
    expect(error?.issues).toMatchObject([
      { path: ['code'], message: 'Your passkey did not answer. Try again, or type a code' },
    ])
  }
  for (const code of ['', undefined, '12345']) {
    const { error } = ShowFactorInput.safeParse({ code })
    expect(error?.issues[0]?.path).toEqual(['code'])
  }
})

test('a change takes a factor, the first set-up takes none, and nothing else may be asked', () => {
  expect(ChangeFactorInput.parse({ what: 'removal', code: '123456' }).shown).toBe('123456')
  expect(ChangeFactorInput.parse({ what: 'set-up' })).toEqual({ what: 'set-up' })
  expect(ChangeFactorInput.parse({ what: 'first-passkey' }).shown).toBeUndefined()
  expect(ChangeFactorInput.safeParse({ what: 'removal' }).success).toBe(false)
  expect(ChangeFactorInput.safeParse({ what: 'anything', code: '123456' }).success).toBe(false)
})

test('a passkey has a name of 1 to 50 characters', () => {
  const which = crypto.randomUUID()
  const parse = (name: string) => ChangePasskeyInput.safeParse({ what: 'name', which, name })

  for (const wrong of [' ', 'a'.repeat(51)])
    expect(parse(wrong).error?.issues).toMatchObject([{ path: ['name'] }])
  expect(parse(` ${'a'.repeat(50)} `).data).toMatchObject({ name: 'a'.repeat(50) })
})

test('taking a passkey away without showing anything is told beside the code', () => {
  const which = crypto.randomUUID()
  const parse = (code: string) =>
    ChangePasskeyInput.safeParse({ what: 'removal', which, name: '', code })

  expect(parse('').error?.issues).toMatchObject([{ path: ['code'] }])
  expect(parse('123456').data).toEqual({ what: 'removal', which, shown: '123456' })
})

test('a new passkey is read with the ways to reach it that are known', () => {
  const { clientDataJSON } = answer.response
  const made = { ...answer, response: { clientDataJSON, attestationObject: 'AAAA' } }
  const parse = (response: object) =>
    NewPasskeyInput.safeParse({
      name: 'Phone',
      answer: JSON.stringify({ ...made, response: { ...made.response, ...response } }),
    })

  expect(parse({}).data?.answer.response.transports).toEqual([])
  const told = parse({ transports: ['usb', 'pigeon', 'hybrid'] })
  expect(told.data?.answer.response.transports).toEqual(['hybrid', 'usb'])
  expect(NewPasskeyInput.safeParse({ name: 'Phone', answer: '' }).success).toBe(false)
})
