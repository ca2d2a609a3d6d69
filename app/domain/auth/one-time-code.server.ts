import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { siteKey } from '#app/core/site-secret.server.ts'
import { startOfStep } from './authenticator.ts'

/** RFC 4226, section 4, R6: 160 bits. What every authenticator can do: SHA-1, six digits, half a minute. */
const KEY_BYTES = 20
const totp = (key: string, label = '') =>
  new TOTP({ issuer: 'Solve Once', label, secret: Secret.fromBase32(key), algorithm: 'SHA1' })

/** The key that an authenticator and this site share, in letters. */
export const newAuthenticatorKey = () => new Secret({ size: KEY_BYTES }).base32

export const codeOfStep = (key: string, step: number) =>
  totp(key).generate({ timestamp: startOfStep(step) })

/** The first of these steps whose code it is; compared in a time that says nothing. */
export const stepOfCode = (key: string, code: string, steps: number[]) =>
  steps.find(
    (step) => totp(key).validate({ token: code, timestamp: startOfStep(step), window: 0 }) !== null,
  )

/** What the square for the camera says. */
export const addressOfKey = (key: string, email: string) => totp(key, email).toString()

const NONCE_BYTES = 12
const TAG_BYTES = 16
const sealing = () => siteKey('authenticators')

/** A key as the database keeps it: no use without the site's secret, nor in the row of anybody else. */
export function sealKey(key: string, personId: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealing(), nonce).setAAD(Buffer.from(personId))
  const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Throws when it was altered, is somebody else's, or was sealed under another secret. */
export function openKey(sealedKey: string, personId: string): string {
  const whole = Buffer.from(sealedKey, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', sealing(), whole.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(personId))
  decipher.setAuthTag(whole.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const sealed = whole.subarray(NONCE_BYTES + TAG_BYTES)
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
}
