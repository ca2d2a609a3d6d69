import { afterEach, expect, test } from 'vitest'
import { env } from '#app/core/env.server.ts'
import { build } from '#tests/factories/index.ts'
import { provedDeeds } from '#tests/factories/proved-deeds.ts'
import { codeNow } from '#tests/factories/second-factor.ts'
import { ProofWanted, provedVerbs } from '../audit/proofs.ts'
import { withProofs } from '../audit/require-proof.server.ts'
import { checkProof, giveProof } from '../auth/proof.server.ts'

const isDemonstration = env.DEMONSTRATION
afterEach(() => {
  env.DEMONSTRATION = isDemonstration
})

const fromPage = (send: () => Promise<unknown>) => withProofs(checkProof, send)
const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test.each([...provedVerbs])(
  '%s waits for a proof of what is read, and then happens',
  async (verb) => {
    const { by, send, count, says } = await provedDeeds[verb]()
    const key = await build.authenticator(by)

    const wanted = await thrownBy(fromPage(send))
    if (!(wanted instanceof ProofWanted)) throw new Error(`no proof was wanted: ${String(wanted)}`)
    expect(await count()).toBe(0)
    const words = wanted.deed.says.map(({ name, value }) => `${name}: ${value}`).join('\n')
    for (const part of says) expect(words).toContain(part)
    expect(wanted.deed.verb).toBe(verb)

    await giveProof(wanted, codeNow(key))
    await fromPage(send)
    expect(await count()).toBe(1)
  },
)
