import { createHash, randomBytes } from 'node:crypto'

/** 256 bits nobody can guess, for a cookie or a link. In hex, so the request log knows to hide it. */
export const newSecret = () => randomBytes(32).toString('hex')

/** What the database keeps of a secret: enough to recognise it, useless to whoever reads it. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

export const isSecret = (text: string) => /^[0-9a-f]{64}$/.test(text)
