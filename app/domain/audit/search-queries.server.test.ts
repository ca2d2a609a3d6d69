import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import { checks } from './checks.server.ts'
import { forgetRefusalHours } from './forget-refusal-hours.server.ts'
import { recordRefusal } from './record-refusal.server.ts'
import { record } from './record.server.ts'
import type { AuditPlace } from './refused-act.ts'
import { listAudit, listAuditActions, listOwnAudit } from './search-queries.server.ts'

const all = { search: {}, after: undefined, limit: 100 }
const deed = (summary: string, subjectId = newId(), action = 'pledge-made') => ({
  subjectKind: 'pledge',
  subjectId,
  action,
  summary,
})
const refused = (act = 'send pledges/:reference/approval') => ({
  act,
  summary: 'Was refused a form sent to /pledges/PL-0001/approval',
  network: '192.0.2.7',
  reference: 'BCDFGHJK',
})
const summaries = ({ records }: { records: { summary: string }[] }) =>
  records.map(({ summary }) => summary)

test('an operator finds records by person, organisation, action, thing and day', async () => {
  const operator = await build.operator()
  const priya = await build.officer({ name: 'Priya of Searching' })
  const tom = await build.officer({ organisation: await build.council({ name: 'Searchshire' }) })
  const thing = newId()
  clock.set('2026-03-01T23:30:00Z')
  await transaction((tx) => record(tx, priya, deed('first', thing)))
  clock.set('2026-03-02T00:00:00Z')
  await transaction((tx) => record(tx, tom, deed('second', thing, 'pledge-searched')))
  const find = async (search: object) => summaries(await listAudit(operator, { ...all, search }))

  expect(await find({ person: 'of searching' })).toEqual(['first'])
  expect(await find({ organisation: 'SEARCHSHIRE' })).toEqual(['second'])
  expect(await find({ action: 'pledge-searched' })).toEqual(['second'])
  expect(await find({ subject: `pledge:${thing}` })).toEqual(['second', 'first'])
  expect(await find({ from: '2026-03-01', to: '2026-03-01' })).toEqual(['first'])
  expect(await find({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['second'])
  expect(await find({ person: 'nobody of this name' })).toEqual([])
  expect(await listAuditActions()).toEqual(
    expect.arrayContaining(['pledge-made', 'pledge-searched']),
  )
})

test('page after page gives each record once, those of one instant too', async () => {
  const operator = await build.operator()
  const council = await build.council({ name: 'Pagefordshire' })
  const officer = await build.officer({ organisation: council })
  clock.set('2026-04-01T09:00:00Z')
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    await transaction((tx) => record(tx, officer, deed(name)))
  const seen: string[] = []
  let after: AuditPlace | undefined
  do {
    const search = { organisation: 'Pagefordshire' }
    const page = await listAudit(operator, { search, after, limit: 2 })
    seen.push(...summaries(page))
    after = page.next
  } while (after)

  expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
})

test('an organisation reads its own record and no other, whatever it asks for', async () => {
  const [one, other] = [await build.administrator(), await build.administrator()]
  await transaction((tx) => record(tx, one, deed('ours')))
  await transaction((tx) => record(tx, other, deed('theirs')))

  expect(summaries(await listOwnAudit(one, all))).toEqual(['ours'])
  const search = { organisation: other.organisationName }
  expect(summaries(await listOwnAudit(one, { ...all, search }))).toEqual([])
  for (const nobody of [await build.officer(), await build.member()])
    await expect(listOwnAudit(nobody, all)).rejects.toMatchObject({ kind: 'not-found' })
  for (const nobody of [one, await build.fundManager()])
    await expect(listAudit(nobody, all)).rejects.toMatchObject({ kind: 'not-found' })
})

test('a flood of refused attempts is one record an hour for each address', async () => {
  const officer = await build.officer()
  const count = () =>
    db.auditEntry.count({ where: { personId: officer.personId, action: 'refused' } })

  await Promise.all(Array.from({ length: 20 }, () => recordRefusal(officer, refused())))
  expect(await count()).toBe(1)
  await recordRefusal(officer, refused('read payments'))
  expect(await count()).toBe(2)

  const entry = await db.auditEntry.findFirstOrThrow({ where: { personId: officer.personId } })
  expect(entry).toMatchObject({
    organisationId: officer.organisationId,
    subjectKind: 'person',
    detail: { network: '192.0.2.7', reference: 'BCDFGHJK', act: refused().act },
  })
})

test('an hour that is over lets the next attempt be written, and is forgotten after a day', async () => {
  const officer = await build.officer()
  const hour = (hours: number) =>
    new Date(Math.floor(clock.real().getTime() / 3_600_000) * 3_600_000 - hours * 3_600_000)
  await db.refusalHour.createMany({
    data: [1, 24, 26].map((hours) => ({
      personId: officer.personId,
      act: refused().act,
      hour: hour(hours),
    })),
  })

  await recordRefusal(officer, refused())
  await forgetRefusalHours()

  const where = { personId: officer.personId }
  expect(await db.auditEntry.count({ where })).toBe(1)
  expect(await db.refusalHour.count({ where })).toBe(2)
})

test('one changed byte of a refusal, or its absence, is found by the check', async () => {
  const officer = await build.officer()
  await recordRefusal(officer, refused())
  await recordRefusal(officer, refused('read payments'))
  const broken = async () => (await checks[0]?.rows(db))?.length
  const change = (sql: string) =>
    asOwner(`alter table audit_entries disable trigger audit_entries_append_only; ${sql};
      alter table audit_entries enable trigger audit_entries_append_only`)
  const own = `person_id = '${officer.personId}' and id = (select min(id) from audit_entries
    where person_id = '${officer.personId}')`
  expect(await broken()).toBe(0)

  await change(
    `update audit_entries set summary = replace(summary, 'PL-0001', 'PL-0002') where ${own}`,
  )
  expect(await broken()).toBe(1)
  await change(
    `update audit_entries set summary = replace(summary, 'PL-0002', 'PL-0001') where ${own}`,
  )
  expect(await broken()).toBe(0)
})
