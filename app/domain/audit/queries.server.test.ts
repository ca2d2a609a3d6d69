import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { listAuditTrail, shortHash } from './queries.server.ts'
import { record } from './record.server.ts'

const event = (subjectId: string, summary: string) => ({
  subjectKind: 'pledge',
  subjectId,
  action: 'pledge-made',
  summary,
})

test('a trail is about one thing, newest first, and says who and for whom', async () => {
  const officer = await build.officer({ name: 'Priya Nair' })
  const [pledge, other] = [newId(), newId()]
  await transaction((tx) => record(tx, officer, event(pledge, 'first')))
  await transaction((tx) => record(tx, undefined, event(pledge, 'by a job')))
  await transaction((tx) => record(tx, officer, event(other, 'elsewhere')))

  const { records } = await listAuditTrail('pledge', pledge)

  expect(records.map(({ summary }) => summary)).toEqual(['by a job', 'first'])
  expect(records[0]?.personName).toBeUndefined()
  expect(records[1]).toMatchObject({
    personName: 'Priya Nair',
    organisationName: officer.organisationName,
  })
  expect(records[1]?.record).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/)
})

test('a long trail comes in pages, and a page past the end is the last', async () => {
  const pledge = newId()
  await transaction(async (tx) => {
    for (let number = 1; number <= 26; number++)
      await record(tx, undefined, event(pledge, `deed ${number}`))
  })

  expect((await listAuditTrail('pledge', pledge)).records).toHaveLength(25)
  expect(await listAuditTrail('pledge', pledge, 99)).toMatchObject({
    page: 2,
    pages: 2,
    total: 26,
    records: [{ summary: 'deed 1' }],
  })
})

test('a record is named by the start of its hash', () => {
  expect(shortHash(new Uint8Array([0x7f, 0x3a, 0x91, 0xc2, 0x00]))).toBe('7f3a-91c2')
})
