import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { blockSender, reportMessage } from '../directory/answer-message.server.ts'
import { sendMessage } from '../directory/send-message.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { eraseOneself } from './erase-oneself.server.ts'
import { getOwnData } from './own-data.server.ts'

env.DEMONSTRATION = false

async function correspondence() {
  const officer = await build.officer({ name: 'Wilhelmina Quill' })
  const founder = await build.member({ name: 'Cornelius Quaintly' })
  const id = newId()
  const words = 'Dear Wilhelmina, may I show you? Cornelius'
  await sendMessage(founder, await build.listing(officer, { about: 'Street works' }), {
    operationKey: id,
    subject: 'Lights',
    words,
  })
  await reportMessage(officer, id, { reason: 'Cornelius again' })
  const left = async () => ({
    message: await db.listingMessage.findUniqueOrThrow({ where: { id } }),
    mail: await db.outboxEmail.findUniqueOrThrow({
      where: { idempotencyKey: `directory-message:${id}` },
    }),
  })
  return { officer, founder, id, words, left }
}

const copyOf = async (actor: Actor) => JSON.stringify((await getOwnData(actor)).held)

test('a copy has the place in the directory and what was written, and not what others did with it', async () => {
  const { officer, founder, id, words } = await correspondence()
  await blockSender(officer, id)

  const [own, theirs] = [await copyOf(officer), await copyOf(founder)]

  expect(own).toContain('Street works')
  expect(own).toContain('Cornelius again')
  expect(own).not.toContain(words)
  expect(theirs).toContain(words)
  for (const secret of ['Cornelius again', 'Wilhelmina Quill', officer.personId])
    expect(theirs).not.toContain(secret)
  expect(theirs).not.toMatch(/withheld|block/i)
})

test.each(['officer', 'founder'] as const)(
  'once the %s is erased the words are gone, with the mail that carried them',
  async (who) => {
    const made = await correspondence()

    await eraseOneself(made[who])

    const { message, mail } = await made.left()
    expect(message).toMatchObject({ subject: null, words: null, reportReason: '' })
    expect(mail).toMatchObject({ html: '', text: '', subject: '', replyTo: null })
    expect(
      await db.listing.count({ where: { membership: { personId: made[who].personId } } }),
    ).toBe(0)
  },
)
