import { expect, test } from 'vitest'
import { signIn } from '#emails/sign-in.tsx'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { listOutbox } from './queries.server.ts'
import { queueEmail } from './queue-email.server.ts'

const mail = signIn({ name: 'Ann', href: 'https://x.test/sign-in/1', code: '123456', minutes: 10 })

async function writeTo(...people: { name: string; email: string }[]) {
  await db.outboxEmail.deleteMany()
  for (const to of people) await transaction((tx) => queueEmail(tx, { key: newId(), mail, to }))
}

const found = async (words: string) =>
  (await listOutbox({ words })).mails.map(({ toName }) => toName).sort()

test('mail is found by words of its subject, and of the name and address of whom it is for', async () => {
  await writeTo(
    { name: 'Ann Lee', email: 'ann@leeds.gov.uk' },
    { name: 'Bob Lee', email: 'bob@kent.gov.uk' },
  )

  expect(await found('lee')).toEqual(['Ann Lee', 'Bob Lee'])
  expect(await found(' Lee  KENT ')).toEqual(['Bob Lee'])
  expect(await found('link ann@')).toEqual(['Ann Lee'])
  expect(await found('ann kent')).toEqual([])
})

test('what stands for any letter elsewhere stands for itself here', async () => {
  await writeTo(
    { name: 'Ann', email: 'ann_lee@leeds.gov.uk' },
    { name: 'Bob', email: 'annalee@leeds.gov.uk' },
  )

  expect(await found('ann_lee')).toEqual(['Ann'])
  expect(await found('%')).toEqual([])
})

test('a page goes on where the one before ended, within what was searched for', async () => {
  const lees = Array.from({ length: 26 }, (_, place) => `lee${place}@kent.gov.uk`)
  await writeTo(...lees.map((email) => ({ name: 'Lee', email })), {
    name: 'Ann',
    email: 'ann@kent.gov.uk',
  })

  const first = await listOutbox({ words: 'lee' })
  const second = await listOutbox({ words: 'lee', before: first.next })

  const addresses = [...first.mails, ...second.mails].map(({ toEmail }) => toEmail)
  expect(first.mails).toHaveLength(25)
  expect(addresses.sort()).toEqual(lees.sort())
  expect(second.next).toBeUndefined()
})
