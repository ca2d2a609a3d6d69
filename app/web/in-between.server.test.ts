import { afterEach, expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { newId } from '#app/core/id.ts'
import { DAY_MS } from '#app/core/time.ts'
import { eraseOneself } from '#app/domain/privacy/erase-oneself.server.ts'
import { build } from '#tests/factories/index.ts'
import { begin, codeNow } from '#tests/factories/second-factor.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob(
  '/app/routes/{workspace.people.$membershipId.leaving,challenges.$slug.questions.new,invitations.$token}.tsx',
  { eager: true },
)

const isDemonstration = env.DEMONSTRATION
afterEach(() => {
  env.DEMONSTRATION = isDemonstration
})

const membershipOf = async ({ personId }: { personId: string }) =>
  (await db.membership.findFirstOrThrow({ where: { personId } })).id

/** An administrator who has been asked for their second factor, to say that a colleague has left. */
async function aboutToSign() {
  begin()
  const organisation = await build.council({ name: 'Leeds' })
  const [by, other] = [
    await build.administrator({ organisation }),
    await build.administrator({ organisation }),
  ]
  const membershipId = await membershipOf(await build.officer({ organisation }))
  const key = await build.authenticator(by)
  const { token } = await build.session(by)
  const site = await startPages(modules)
  const send = (form: Record<string, string>, as = token) =>
    site.send(`/workspace/people/${membershipId}/leaving`, form, as)
  const asked = await send({ openedFor: by.organisationId })
  const proofOf = /name="proofOf" value="([^"]+)"/.exec(await asked.text())?.[1] ?? ''
  const hasLeft = async () =>
    (await db.membership.findUniqueOrThrow({ where: { id: membershipId } })).endedAt !== null
  return { by, other, send, signed: { proofOf, proofCode: codeNow(key) }, hasLeft }
}

const proofs = ({ personId }: { personId: string }) => db.proof.count({ where: { personId } })

test('B6: a role that ends while its holder is asked to sign signs nothing, and uses no code up', async () => {
  const { by, send, signed, hasLeft } = await aboutToSign()
  expect(signed.proofOf).not.toBe('')
  await db.membershipRole.deleteMany({ where: { membershipId: await membershipOf(by) } })

  const answer = await send(signed)

  expect(answer.status).toBe(403)
  expect(await proofs(by)).toBe(0)
  expect(await hasLeft()).toBe(false)
})

test('what one person was shown to sign is not signed by another’s session, whose code it is not', async () => {
  const { by, other, send, signed, hasLeft } = await aboutToSign()
  await build.authenticator(other)
  const { token } = await build.session(other)

  const answer = await send(signed, token)

  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('Sign with your second factor')
  expect([await proofs(by), await proofs(other)]).toEqual([0, 0])
  expect(await hasLeft()).toBe(false)
  expect((await send(signed)).status).toBe(302)
  expect(await hasLeft()).toBe(true)
})

test('a form from a session of somebody erased does nothing, and says so to whoever still has it open', async () => {
  env.DEMONSTRATION = false
  const who = await build.officer()
  const { slug, id } = await build.challenge()
  const { token } = await build.session(who)
  const site = await startPages(modules)
  await eraseOneself(who)

  const form = { text: 'Who keeps the data?', operationKey: newId() }
  const answer = await site.send(`/challenges/${slug}/questions/new`, form, token)

  expect(answer.status).toBe(401)
  expect(await db.question.count({ where: { challengeId: id } })).toBe(0)
  expect((await site.get(`/challenges/${slug}/questions/new`, token)).status).toBe(302)
})

test('A18: an invitation that has run out is dead to everybody, whoever is signed in, and mails nobody', async () => {
  const ada = await build.administrator()
  const { token } = await build.invitation(ada, 'late@leeds.gov.uk')
  const site = await startPages(modules)
  clock.set(new Date(clock.now().getTime() + 30 * DAY_MS).toISOString())
  const mallory = await build.session(await build.officer())
  const before = await db.outboxEmail.count()

  const form = { name: 'Mallory', jobTitle: 'Officer' }
  const answers = [
    await site.get(`/invitations/${token}`, mallory.token),
    await site.get(`/invitations/${token}`),
    await site.send(`/invitations/${token}`, form, mallory.token),
  ]

  for (const answer of answers) {
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('no longer works')
    expect(answer.headers.get('Set-Cookie')).toBeNull()
  }
  expect(await db.outboxEmail.count()).toBe(before)
})
