import { randomInt } from 'node:crypto'
import { hashOf } from '#app/core/secret.server.ts'

export { hashOf, isSecret, newSecret } from '#app/core/secret.server.ts'

/** Six digits, for typing from an email. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')

/** Six digits alone are soon tried out; with the browser's secret beside them they are not. */
export const codeHash = (browser: string, code: string) => hashOf(`${browser}:${code}`)
