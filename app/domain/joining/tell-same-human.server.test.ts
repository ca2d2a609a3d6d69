import { expect, test } from 'vitest'
import { db, pool } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { endSameHuman } from '../organisations/end-same-human.server.ts'
import { tellSameHuman } from './tell-same-human.server.ts'

const reason = 'They are twins, and both were at the counter.'

test('both accounts are told that they are one human’s, and that they are no more, and nothing of each other', async () => {
  const [ann, her] = [await build.officer({ name: 'Ann Fell' }), await build.officer()]
  const id = await build.sameHuman(ann, her)
  await tellSameHuman(id, 'recorded')
  await endSameHuman(await build.operator(), id, { reason })
  await tellSameHuman(id, 'ended')
  await tellSameHuman(id, 'ended')

  const { rows } = await pool.query('select key from graphile_worker.jobs where key like $1', [
    `tell-same-human:%:${id}`,
  ])
  expect(rows).toHaveLength(2)
  const people = await db.person.findMany({
    where: { id: { in: [ann.personId, her.personId] } },
    orderBy: { email: 'asc' },
  })
  for (const news of ['recorded', 'ended']) {
    const mails = await db.outboxEmail.findMany({
      where: { idempotencyKey: { startsWith: `same-human-${news}:${id}` } },
      orderBy: { toEmail: 'asc' },
    })
    expect(mails.map(({ toEmail }) => toEmail)).toEqual(people.map(({ email }) => email))
    const [mail] = mails
    expect(mail?.text).toContain(news === 'ended' ? reason : 'Found out for a test')
    for (const secret of ['Ann Fell', ...people.map(({ email }) => email)])
      expect(mail?.text).not.toContain(secret)
  }
})
