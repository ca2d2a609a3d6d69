import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { closeMemberships } from '#app/domain/organisations/close-memberships.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob(
  '/app/routes/{challenges.$slug.updates.new,challenges.drafts.$draftId.deletion}.tsx',
  { eager: true },
)

const headline = '<b>A new "scope"</b>'
const typed = 'A new &quot;scope&quot;'

/** An officer of the lead council, whose update is open, and who says for whom. */
async function anUpdate() {
  const by = await build.officer()
  const { slug, id } = await build.challenge({ by })
  const { token } = await build.session(by)
  const site = await startPages(modules)
  const form = { title: headline, body: 'One line\n\nAnother', operationKey: newId() }
  const send = (to = slug, more = {}) =>
    site.send(
      `/challenges/${to}/updates/new`,
      { ...form, ...more, openedFor: by.organisationId },
      token,
    )
  const updates = () => db.challengeUpdate.count({ where: { challengeId: id } })
  return { by, slug, site, form, token, send, updates }
}

const membershipOf = ({ personId, organisationId }: Actor) =>
  db.membership.findFirstOrThrow({ where: { personId, organisationId } })

/** Without what is new in each answer. */
const plain = (text: string, slug: string) =>
  text
    .replace(/nonce="[^"]*"/g, '')
    .replaceAll(slug, 'SLUG')
    .replace(/[2-9B-Z]{8}/g, '')

test('B6: an officer whose role ended while a form was open is refused, and given back what they typed', async () => {
  const { by, form, send, updates } = await anUpdate()
  await db.membershipRole.deleteMany({ where: { membershipId: (await membershipOf(by)).id } })

  const answer = await send()
  const text = await answer.text()

  expect(answer.status).toBe(403)
  expect(text).toContain('What you typed')
  expect(text).toContain(typed)
  expect(text).toContain('One line\n\nAnother')
  expect(text).not.toContain('<b>A new')
  // The frame around it still says who is signed in.
  expect(text).toContain(by.organisationName)
  // Keys of the page are nothing anybody typed.
  expect(text).not.toContain(form.operationKey)
  expect(answer.headers.get('Cache-Control')).toContain('no-store')
  expect(await updates()).toBe(0)
})

test('B4, B6: whose last membership ended, or whose session did, reads so beside what they typed', async () => {
  const { by, slug, send, updates } = await anUpdate()
  await db.$transaction(async (tx) => closeMemberships(tx, [(await membershipOf(by)).id]))

  const answer = await send()
  const text = await answer.text()

  expect(answer.status).toBe(401)
  expect(text).toContain('You are signed out, so nothing of what you sent was done.')
  expect(text).toContain(typed)
  expect(text).toContain(`/sign-in?next=${encodeURIComponent(`/challenges/${slug}/updates/new`)}`)
  expect(await updates()).toBe(0)
})

test('D1: a form sent about a private thing is answered as about one that never was', async () => {
  const { site, form } = await anUpdate()
  const theirs = await build.challenge({ stage: 'draft' })
  const { token } = await build.session(await build.officer())
  const send = async (id: string) => {
    const answer = await site.send(`/challenges/drafts/${id}/deletion`, form, token)
    return { status: answer.status, text: plain(await answer.text(), id) }
  }

  const privately = await send(theirs.id)
  const never = await send(newId())

  expect(privately.status).toBe(404)
  expect(privately.text).toContain(typed)
  expect(privately).toEqual(never)
})

test('a form that its own page can show again comes back in it, and nowhere else', async () => {
  const { send } = await anUpdate()

  const answer = await send(undefined, { body: '' })
  const text = await answer.text()

  expect(answer.status).toBe(422)
  expect(text).toContain(`value="&lt;b&gt;${typed}`)
  expect(text).not.toContain('What you typed')
})

test('whoever only opens a page that is not theirs is told of nothing they typed', async () => {
  const { slug, site } = await anUpdate()
  const { token } = await build.session(await build.officer())

  const text = await (await site.get(`/challenges/${slug}/updates/new?title=x`, token)).text()

  expect(text).not.toContain('What you typed')
})
