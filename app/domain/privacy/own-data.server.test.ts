import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { askQuestion } from '../challenges/ask-question.server.ts'
import { makePledge } from '../pledges/make-pledge.server.ts'
import { copyOwnData } from './copy-own-data.server.ts'
import { getOwnData, type OwnData } from './own-data.server.ts'

const rowsOf = ({ held }: OwnData, what: string) =>
  held.find((table) => table.what === what)?.rows ?? []

test('a person gets all that is held about them: what they did and when, and what they wrote', async () => {
  const round = await build.round()
  const officer = await build.officer({ limitPence: pounds(1_000) })
  const pledge = await build.pledge({ round, by: officer, amountPence: pounds(100) })
  await makePledge(officer, pledge.id, build.accepted)
  await build.session(officer)

  const own = await getOwnData(officer)

  const person = await db.person.findUniqueOrThrow({ where: { id: officer.personId } })
  expect(own.person).toEqual({ name: person.name, email: person.email })
  expect(rowsOf(own, 'Your name and address')).toMatchObject([
    { values: { Name: person.name, Email: person.email } },
  ])
  const [made] = rowsOf(own, 'Pledges')
  expect(made).toMatchObject({ reference: String(pledge.number) })
  expect(made?.deeds.map(({ deed }) => deed)).toEqual(['Made'])
  expect(rowsOf(own, 'Sessions')).toHaveLength(1)
  expect(rowsOf(own, 'Membership roles').map(({ deeds }) => deeds[0]?.deed)).toContain('About you')
  expect(
    rowsOf(own, 'What you did, on the audit trail').some(({ values }) =>
      String(values.Summary).includes('£100'),
    ),
  ).toBe(true)
})

test('nothing of anybody else is in it, nor a secret, nor what belongs to an organisation alone', async () => {
  const round = await build.round()
  const [one, other] = [await build.officer(), await build.officer()]
  for (const [who, text] of [
    [one, 'Does it work in Welsh?'],
    [other, 'Who else has asked?'],
  ] as const)
    await askQuestion(who, round.challengeId, { ...build.key(), text })
  const { token } = await build.session(one)

  const text = JSON.stringify(await getOwnData(one))

  expect(text).toContain('Does it work in Welsh?')
  const stranger = await db.person.findUniqueOrThrow({ where: { id: other.personId } })
  for (const foreign of [
    'Who else has asked?',
    stranger.name,
    stranger.email,
    other.personId,
    token,
  ])
    expect(text).not.toContain(foreign)
  const session = await db.session.findFirstOrThrow({ where: { personId: one.personId } })
  expect(text).not.toContain(session.id)
})

test('that somebody took a copy is on record, and the next one waits a minute', async () => {
  clock.set('2027-03-01T09:00:00Z')
  const officer = await build.officer()
  const copies = () =>
    db.auditEntry.count({ where: { subjectId: officer.personId, action: 'own-data-copied' } })
  await copyOwnData(officer)
  expect(await copies()).toBe(1)

  clock.set('2027-03-01T09:00:59Z')
  await expect(copyOwnData(officer)).rejects.toThrow('Wait a minute')
  clock.set('2027-03-01T09:01:00Z')
  await copyOwnData(officer)
  expect(await copies()).toBe(2)
})
