import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import type { Actor } from '../organisations/actor.ts'
import { checks } from './checks.server.ts'
import { record } from './record.server.ts'
import type { AuditPlace } from './refused-act.ts'
import { listAudit, listOwnAudit } from './search-queries.server.ts'

const all = { search: {}, after: undefined, limit: 100 }
const lockOf = (council: Actor, summary = 'Locked spending') => ({
  subjectKind: 'council',
  subjectId: council.organisationId,
  action: 'spending-locked',
  summary,
})
const write = (by: Actor | undefined, event: Parameters<typeof record>[2]) =>
  transaction((tx) => record(tx, by, event))
const summaries = ({ records }: { records: { summary: string }[] }) =>
  records.map(({ summary }) => summary)

test('what another organisation did to a council is found by the council, by organisation and role alone', async () => {
  const operator = await build.operator({ name: 'Olive Operator' })
  const [council, other] = [await build.administrator(), await build.administrator()]
  await write(operator, { ...lockOf(council), detail: { network: '192.0.2.7' } })

  const { records } = await listOwnAudit(council, all)

  expect(records).toMatchObject([
    {
      summary: 'Locked spending',
      isOthers: true,
      personName: null,
      network: null,
      organisationName: operator.organisationName,
      roles: ['operator'],
    },
  ])
  expect(summaries(await listOwnAudit(other, all))).toEqual([])
  const [whole] = (await listAudit(operator, { ...all, search: { action: 'spending-locked' } }))
    .records
  expect(whole).toMatchObject({ personName: 'Olive Operator', isOthers: false })
})

test('the roles are those held when it was done', async () => {
  const operator = await build.operator()
  const council = await build.administrator()
  await write(operator, lockOf(council))
  await db.membershipRole.deleteMany({ where: { membership: { personId: operator.personId } } })

  expect((await listOwnAudit(council, all)).records[0]?.roles).toEqual(['operator'])
})

test('what the site did by itself to a council is found there, and what its own people did once', async () => {
  const council = await build.administrator({ name: 'Asha Admin' })
  await write(undefined, lockOf(council, 'by itself'))
  await write(council, lockOf(council, 'by us'))

  const { records } = await listOwnAudit(council, all)

  expect(records).toMatchObject([
    { summary: 'by us', personName: 'Asha Admin', isOthers: false },
    { summary: 'by itself', organisationName: null, isOthers: true },
  ])
})

test('a record names further organisations it is about, each once, and never its own', async () => {
  const operator = await build.operator()
  const [firm, council] = [await build.administrator(), await build.administrator()]
  const about = [firm, firm, council, operator].map(({ organisationId }) => organisationId)
  await write(operator, { ...lockOf(council), about })

  for (const each of [firm, council])
    expect(summaries(await listOwnAudit(each, all))).toEqual(['Locked spending'])
  expect(await db.auditSubject.count({ where: { entry: { personId: operator.personId } } })).toBe(2)
})

test('it is asked for by us or by others, and nobody elsewhere is found by their name', async () => {
  const operator = await build.operator({ name: 'Nadia Elsewhere' })
  const council = await build.administrator({ name: 'Nadia Within' })
  clock.set('2026-05-01T09:00:00Z')
  await write(operator, lockOf(council, 'theirs'))
  clock.set('2026-05-02T09:00:00Z')
  await write(council, lockOf(council, 'ours'))
  const find = async (search: object) => summaries(await listOwnAudit(council, { ...all, search }))

  expect(await find({})).toEqual(['ours', 'theirs'])
  expect(await find({ by: 'us' })).toEqual(['ours'])
  expect(await find({ by: 'others' })).toEqual(['theirs'])
  expect(await find({ person: 'Nadia' })).toEqual(['ours'])
  expect(await find({ action: 'spending-locked' })).toEqual(['ours', 'theirs'])
  expect(await find({ action: 'another-deed' })).toEqual([])
  expect(await find({ to: '2026-05-01' })).toEqual(['theirs'])
  expect(await find({ subject: `council:${council.organisationId}` })).toEqual(['ours', 'theirs'])
})

test('page after page gives ours and theirs in order, each once, those of one instant too', async () => {
  const operator = await build.operator()
  const council = await build.administrator()
  clock.set('2026-06-01T09:00:00Z')
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    await write('adf'.includes(name) ? council : operator, lockOf(council, name))
  const seen: string[] = []
  let after: AuditPlace | undefined
  do {
    const page = await listOwnAudit(council, { search: {}, after, limit: 2 })
    seen.push(...summaries(page))
    after = page.next
  } while (after)

  expect(seen).toEqual(['g', 'f', 'e', 'd', 'c', 'b', 'a'])
})

test('that somebody follows a challenge is not told to its council', async () => {
  const reader = await build.administrator()
  const { id } = await build.challenge({ by: reader })
  const kent = await build.officer()
  const deed = (action: string) => ({
    subjectKind: 'challenge',
    subjectId: id,
    action,
    summary: action,
  })
  await write(kent, deed('challenge-followed'))
  await write(kent, deed('challenge-co-signed'))

  const found = await listOwnAudit(reader, { ...all, search: { by: 'others' } })

  expect(summaries(found)).toEqual(['challenge-co-signed'])
})

test('whom a record is about can neither be changed nor taken out, nor added without being found', async () => {
  const operator = await build.operator()
  const [council, other] = [await build.administrator(), await build.administrator()]
  await write(operator, lockOf(council))
  const entry = await db.auditEntry.findFirstOrThrow({ where: { personId: operator.personId } })
  const broken = async () => {
    const counts: number[] = []
    for (const check of checks) counts.push((await check.rows(db)).length)
    return counts
  }
  const asOne = `set session_replication_role = replica;`
  expect(await broken()).toEqual([0, 0])

  await expect(db.auditSubject.deleteMany({ where: { entryId: entry.id } })).rejects.toThrow()
  await db.auditSubject.create({
    data: { organisationId: other.organisationId, at: entry.at, entryId: entry.id },
  })
  expect(await broken()).toEqual([0, 1])
  await asOwner(
    `${asOne} delete from audit_subjects where organisation_id = '${other.organisationId}'`,
  )
  expect(await broken()).toEqual([0, 0])
  await asOwner(`${asOne} delete from audit_subjects where entry_id = ${entry.id}`)
  expect(await broken()).toEqual([0, 1])
  await asOwner(
    `${asOne} update audit_entries set detail = detail - 'about' where id = ${entry.id}`,
  )
  expect(await broken()).toEqual([1, 0])
  await asOwner(`${asOne} update audit_entries set detail = '${JSON.stringify(entry.detail)}' where id = ${entry.id};
    insert into audit_subjects values ('${council.organisationId}', '${entry.at.toISOString()}', ${entry.id})`)
  expect(await broken()).toEqual([0, 0])
})
