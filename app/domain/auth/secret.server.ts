import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 256 bits nobody can guess, for a cookie or a link. In hex, so the request log knows to hide it. */
export const newSecret = () => randomBytes(32).toString('hex')

/** Six digits, for typing from an email. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')

/** What the database keeps of a secret: enough to recognise it, useless to whoever reads it. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

export const isSecret = (text: string) => /^[0-9a-f]{64}$/.test(text)

/** Six digits alone are soon tried out; with the browser's secret beside them they are not. */
export const codeHash = (browser: string, code: string) => hashOf(`${browser}:${code}`)
