import { data } from '@remix-run/node'
import { Refusal } from '#app/core/refusal.ts'
import { ProofWanted } from '#app/domain/audit/proofs.ts'
import { withProofs } from '#app/domain/audit/require-proof.server.ts'
import { findFactorOf } from '#app/domain/auth/factor-queries.server.ts'
import { readShown } from '#app/domain/auth/factor-shown.ts'
import { checkProof, giveProof } from '#app/domain/auth/proof.server.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import type { Signing } from '#app/ui/signing.tsx'
import { tokenOf } from './actor.server.ts'
import { pageFrame } from './page.server.ts'

/** What the page that asks for a proof sends besides the form's own answers. */
export type Sent = {
  code: string | undefined
  passkey: string | undefined
  of: string | undefined
}

type Form = { request: Request; sent: Sent; values: FormResult['values'] }

/**
 * Does what a form asks for. If that needs a proof, the person is shown what they sign and asked for their second
 * factor, with their answers kept; with it it is done, if it still is what they were shown.
 */
export async function workProved<T>(work: () => Promise<T>, form: Form) {
  const tryOnce = () => withProofs(checkProof, work)
  try {
    return await tryOnce()
  } catch (thrown) {
    if (!(thrown instanceof ProofWanted)) throw thrown
    const refusal = await prove(thrown, form)
    if (refusal !== undefined) throw await ask(thrown, form, refusal)
  }
  try {
    return await tryOnce()
  } catch (thrown) {
    throw thrown instanceof ProofWanted ? await ask(thrown, form, changed()) : thrown
  }
}

const changed = () => new Refusal('conflict', 'What you sign has just changed. Read it again.')

/** Undefined once proved; nothing to say to whoever is asked for the first time. */
async function prove(wanted: ProofWanted, { request, sent }: Form) {
  const { of } = sent
  if (of === undefined) return null
  if (of !== wanted.fingerprint) return changed()
  const parsed = readShown(sent)
  if (!parsed.success) return new Refusal('invalid', parsed.error.issues[0]?.message ?? '')
  try {
    await giveProof(wanted, parsed.data, tokenOf(request))
    return undefined
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
}

async function ask(wanted: ProofWanted, { request, values }: Form, no: Refusal | null) {
  const { personId, deed, fingerprint } = wanted
  const signing: Signing = {
    ...(await findFactorOf(personId)),
    ...{ says: deed.says, fingerprint, values },
    frame: await pageFrame(request),
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
