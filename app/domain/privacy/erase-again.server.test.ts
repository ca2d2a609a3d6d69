import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askChecks } from '#app/core/ask-checks.server.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import { checks } from '../audit/checks.server.ts'
import { setLegalHold } from '../audit/set-legal-hold.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { eraseAgain } from './erase-again.server.ts'
import { eraseOneself } from './erase-oneself.server.ts'
import { noteErasures, readErasuresOf } from './note-erasures.server.ts'

env.DEMONSTRATION = false

const tables = ['people', 'memberships', 'membership_roles', 'sessions', 'audit_entries']

/** Copies what the database holds now, as a backup does, and puts it back. */
async function backUp() {
  await asOwner(
    `create schema backup; ${tables.map((name) => `create table backup.${name} as table ${name}`).join('; ')}`,
  )
  onTestFinished(() => asOwner('drop schema backup cascade').then(() => undefined))
  return () =>
    asOwner(`set session_replication_role = replica;
      ${tables.map((name) => `delete from ${name}; insert into ${name} select * from backup.${name}`).join('; ')}`)
}

async function emptyFolder() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'erased-'))
  onTestFinished(() => fs.rm(folder, { recursive: true }))
  return path.join(folder, 'data', 'erased.txt')
}

const find = ({ personId }: Actor) => db.person.findUniqueOrThrow({ where: { id: personId } })
const outcomes = (done: { personId: string; outcome: string }[], ...people: Actor[]) =>
  people.map((each) => done.find(({ personId }) => personId === each.personId)?.outcome)

test('whoever is back after an older backup is erased again, once, and nobody else', async () => {
  const file = await emptyFolder()
  const [early, late, stays] = [
    await build.officer({ name: 'Wilhelmina Quill' }),
    await build.officer({ name: 'Bartholomew Quince' }),
    await build.officer(),
  ]
  await build.session(late)
  await eraseOneself(early)
  const putBack = await backUp()
  await eraseOneself(late)
  await noteErasures(file)
  await putBack()
  expect((await find(late)).name).toBe('Bartholomew Quince')
  expect(await db.session.count({ where: { personId: late.personId } })).toBe(1)

  await noteErasures(file)
  const done = await eraseAgain(await readErasuresOf(file))

  expect(outcomes(done, early, late, stays)).toEqual(['was erased', 'erased', undefined])
  expect((await find(late)).name).toMatch(/^Erased person/)
  expect((await find(late)).email).toContain('@erased.invalid')
  expect(await db.session.count({ where: { personId: late.personId } })).toBe(0)
  expect((await find(stays)).name).toBe(stays.personName)
  const again = await eraseAgain(await readErasuresOf(file))
  expect(outcomes(again, early, late)).toEqual(['was erased', 'was erased'])
  const erased = { subjectId: late.personId, action: 'person-erased' }
  expect(await db.auditEntry.count({ where: erased })).toBe(1)
  expect((await askChecks(checks)).broken).toEqual([])
}, 60_000)

test('whoever is held, or would leave an organisation without an administrator, waits with the reason', async () => {
  const file = await emptyFolder()
  const organisation = await build.council()
  const [held, alone] = [
    await build.officer(),
    await build.officer({ organisation, roles: ['administrator'] }),
  ]
  await build.officer({ organisation })
  const { email } = await find(held)
  const why = { reason: 'A claim', source: 'High Court' }
  await setLegalHold(await build.operator(), { of: 'person', named: email, ...why })
  const missing = '01a22852-83d0-730f-9dc6-630158780d48'
  await fs.mkdir(path.dirname(file))
  const lines = [held.personId, alone.personId, missing].map((id) => `${id} 2026-11-01T09:00:00Z`)
  await fs.writeFile(file, lines.join('\n'))

  const done = await eraseAgain(await readErasuresOf(file))

  expect(done).toMatchObject([
    { outcome: 'waits', why: [expect.stringContaining('legal hold')] },
    { outcome: 'waits', why: [expect.stringContaining('no administrator')] },
    { outcome: 'is not there' },
  ])
  expect((await find(held)).email).toBe(email)
})

test('the list is asked for with each erasure, and keeps whom the database has forgotten', async () => {
  const file = await emptyFolder()
  const gone = '01a22852-83d0-730f-9dc6-630158780d48 2026-01-01T09:00:00.000Z\n'
  await fs.mkdir(path.dirname(file))
  await fs.writeFile(file, gone)
  const officer = await build.officer()
  await eraseOneself(officer)
  const asked = await asOwner<{ tasks: string }>(
    `select count(*)::text as tasks from graphile_worker.jobs where task_identifier = 'note-erasures'`,
  )

  await Promise.all([noteErasures(file), noteErasures(file)])

  expect(asked).toEqual([{ tasks: '1' }])
  const text = await fs.readFile(file, 'utf8')
  expect(text.startsWith(gone)).toBe(true)
  expect(text).toContain(officer.personId)
})
