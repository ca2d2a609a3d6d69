import { data } from '@remix-run/node'
import { Refusal } from '#app/core/refusal.ts'
import { ProofWanted } from '#app/domain/audit/proofs.ts'
import { withProofs } from '#app/domain/audit/require-proof.server.ts'
import { FactorCode } from '#app/domain/auth/authenticator.ts'
import { findFactorOf } from '#app/domain/auth/factor-queries.server.ts'
import { checkProof, giveProof } from '#app/domain/auth/proof.server.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import type { Signing } from '#app/ui/signing.tsx'

/** What the page that asks for a proof sends besides the form's own answers. */
export type Sent = { code: string | undefined; of: string | undefined }

type Values = FormResult['values']

/**
 * Does what a form asks for. If that needs a proof, the person is shown what they sign and asked for a code, with
 * their answers kept; with the code it is done, if it still is what they were shown.
 */
export async function workProved<T>(work: () => Promise<T>, sent: Sent, values: Values) {
  const tryOnce = () => withProofs(checkProof, work)
  try {
    return await tryOnce()
  } catch (thrown) {
    if (!(thrown instanceof ProofWanted)) throw thrown
    const refusal = await prove(thrown, sent)
    if (refusal !== undefined) throw await ask(thrown, values, refusal)
  }
  try {
    return await tryOnce()
  } catch (thrown) {
    throw thrown instanceof ProofWanted ? await ask(thrown, values, changed()) : thrown
  }
}

const changed = () => new Refusal('conflict', 'What you sign has just changed. Read it again.')

/** Undefined once proved; nothing to say to whoever is asked for the first time. */
async function prove(wanted: ProofWanted, { code, of }: Sent) {
  if (of === undefined) return null
  if (of !== wanted.fingerprint) return changed()
  const parsed = FactorCode.safeParse(code)
  if (!parsed.success) return new Refusal('invalid', parsed.error.issues[0]?.message ?? '')
  try {
    await giveProof(wanted, parsed.data)
    return undefined
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
}

async function ask(
  { personId, deed, fingerprint }: ProofWanted,
  values: Values,
  no: Refusal | null,
) {
  const { hasFactor, demonstrationCode } = await findFactorOf(personId)
  const signing: Signing = {
    ...{ says: deed.says, fingerprint, values, hasFactor, demonstrationCode },
    error: no?.message,
  }
  const wait = no?.retryAfterSeconds
  return data(
    { signing },
    wait === undefined
      ? { status: 403 }
      : { status: 429, headers: { 'Retry-After': String(wait) } },
  )
}
