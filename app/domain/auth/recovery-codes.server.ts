import { randomBytes, randomInt, scrypt } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { RECOVERY_CODES, RECOVERY_LENGTH, RECOVERY_LETTERS } from './authenticator.ts'

/** Slow and salted, since a code has fewer bits than nobody could try out (ASVS 5.0, 6.5.2). */
const hashWith = (salt: string, code: string) =>
  new Promise<string>((resolve, reject) =>
    scrypt(code, salt, 32, (error, hash) =>
      error ? reject(error) : resolve(hash.toString('hex')),
    ),
  )

const newRecoveryCode = () =>
  Array.from(
    { length: RECOVERY_LENGTH },
    () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)],
  ).join('')

/** Ten codes in the place of all the person had. One salt for all ten: checking one takes one hash, not ten. */
export async function makeNewCodes(tx: Tx, personId: string): Promise<string[]> {
  const salt = randomBytes(16).toString('hex')
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  const hashes = await Promise.all(codes.map((code) => hashWith(salt, code)))
  await tx.recoveryCode.deleteMany({ where: { personId } })
  const madeAt = clock.real()
  await tx.recoveryCode.createMany({
    data: hashes.map((codeHash) => ({ personId, codeHash, salt, madeAt })),
  })
  return codes
}

/** True for the first use of a code of this person. */
export async function useRecoveryCode(tx: Tx, personId: string, code: string) {
  const one = await tx.recoveryCode.findFirst({ where: { personId }, select: { salt: true } })
  if (!one) return false
  const codeHash = await hashWith(one.salt, code)
  const { count } = await tx.recoveryCode.updateMany({
    where: { personId, codeHash, usedAt: null },
    data: { usedAt: clock.real() },
  })
  return count === 1
}

export const countRecoveryCodes = (tx: Tx, personId: string) =>
  tx.recoveryCode.count({ where: { personId, usedAt: null } })
