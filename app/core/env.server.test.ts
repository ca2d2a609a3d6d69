import { expect, test } from 'vitest'
import { readSettings } from './env.server.ts'

test('everything has a working default', () => {
  expect(readSettings({})).toMatchObject({
    NODE_ENV: 'production',
    PORT: 3000,
    DATA_DIR: '.data',
    APP_URL: 'http://localhost:3000',
    DEMONSTRATION: true,
  })
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['APP_URL', 'solve-once.example'],
  ['DATABASE_URL', 'mysql://localhost/app'],
  ['LOG_LEVEL', 'loud'],
  ['DEMONSTRATION', 'yes'],
  ['DATABASE_POOL', '0'],
  ['SITE_SECRET', 'x'.repeat(31)],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^ {2}${name} `, 'm'))
})

test('every wrong setting is named at once', () => {
  expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/)
})

test.each([
  [{ RESEND_API_KEY: 're_1' }, 'MAIL_FROM is needed when RESEND_API_KEY is set'],
  [{ RESEND_API_KEY: 're_1', MAIL_FROM: 'a@b.example' }, 'SITE_SECRET is needed'],
  [{ DEMONSTRATION: 'off' }, 'people need RESEND_API_KEY to sign in'],
])('half a service is refused: %o', (given, message) => {
  expect(() => readSettings(given)).toThrow(message)
})

test('a real service turns the demonstration off, and a setting turns it on again', () => {
  const real = {
    RESEND_API_KEY: 're_1',
    MAIL_FROM: 'post@solve-once.example',
    SITE_SECRET: 's'.repeat(32),
  }

  expect(readSettings(real).DEMONSTRATION).toBe(false)
  expect(readSettings({ ...real, DEMONSTRATION: 'on' }).DEMONSTRATION).toBe(true)
})

test('an empty setting counts as unset, and an address loses its path', () => {
  const settings = readSettings({ DATABASE_URL: ' ', APP_URL: 'https://solve-once.example/' })

  expect(settings.DATABASE_URL).toBeUndefined()
  expect(settings.APP_URL).toBe('https://solve-once.example')
})
