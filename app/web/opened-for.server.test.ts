import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob('/app/routes/challenges.$slug.questions.new.tsx', { eager: true })

/** Somebody of two councils, whose form is open in one tab. */
async function inTwoTabs() {
  const { slug, id } = await build.challenge()
  const one = await build.officer()
  const other = await build.council({ name: 'Bradford' })
  await build.membership({ personId: one.personId, organisationId: other.id, roles: ['officer'] })
  const { token } = await build.session(one)
  const actFor = (actingForId: string) =>
    db.session.updateMany({ where: { personId: one.personId }, data: { actingForId } })
  await actFor(one.organisationId)
  const site = await startPages(modules)
  const address = `/challenges/${slug}/questions/new`
  const page = await (await site.get(address, token)).text()
  const openedFor = /name="openedFor" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const form = { text: 'Who keeps the data?', operationKey: newId() }
  const questions = () => db.question.findMany({ where: { challengeId: id } })
  return {
    one,
    other,
    actFor,
    questions,
    send: (more = {}) => site.send(address, { ...form, ...more }, token),
    openedFor,
  }
}

test('a form opened for one organisation does nothing for another that was chosen in a second tab', async () => {
  const { one, other, actFor, questions, send, openedFor } = await inTwoTabs()
  expect(openedFor).toBe(one.organisationId)
  await actFor(other.id)

  const answer = await send({ openedFor })
  const text = await answer.text()

  expect(answer.status).toBe(409)
  expect(text).toContain('You act for Bradford now')
  expect(text).toContain('Who keeps the data?')
  expect(await questions()).toEqual([])
  // The page that came back says whom it is for now; whoever sends it has read so.
  expect(text).toContain(`name="openedFor" value="${other.id}"`)
  expect((await send({ openedFor: other.id })).status).toBe(302)
  expect(await questions()).toMatchObject([{ askedForId: other.id }])
})

test('a mistake in it does not turn it into a form for the other', async () => {
  const { other, actFor, questions, send, openedFor } = await inTwoTabs()
  await actFor(other.id)

  const answer = await send({ openedFor, text: '' })

  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('You act for Bradford now')
  expect(await questions()).toEqual([])
})

test('back in the organisation it was opened for, the form is sent as it stands', async () => {
  const { one, actFor, other, questions, send, openedFor } = await inTwoTabs()
  await actFor(other.id)
  await actFor(one.organisationId)

  expect((await send({ openedFor })).status).toBe(302)
  expect(await questions()).toMatchObject([{ askedForId: one.organisationId }])
})
