import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { migrate } from './migrate.ts'

/** An empty database and an empty folder of migrations. */
async function startEmpty() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations-'))
  const name = `test_1_${newId().slice(-8)}_${process.pid}`
  const admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(inject('adminUrl'))
  url.pathname = name
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  onTestFinished(async () => {
    await client.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
    fs.rmSync(folder, { recursive: true })
  })
  return {
    add: (migration: string, sql: string) => {
      fs.mkdirSync(path.join(folder, migration), { recursive: true })
      fs.writeFileSync(path.join(folder, migration, 'migration.sql'), sql)
    },
    migrate: () => migrate(url.href, folder),
    rows: async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows,
  }
}

test('of four processes that start together, one applies each migration', async () => {
  const fresh = await startEmpty()
  fresh.add('002_seats', 'create table seats (id int); select pg_sleep(0.2);')
  fresh.add('001_rooms', 'create table rooms (id int);')

  const applied = await Promise.all([1, 2, 3, 4].map(fresh.migrate))

  expect(applied.flat()).toEqual(['001_rooms', '002_seats'])
  expect(
    await fresh.rows(
      'select migration_name, applied_steps_count from _prisma_migrations order by 1',
    ),
  ).toEqual([
    { migration_name: '001_rooms', applied_steps_count: 1 },
    { migration_name: '002_seats', applied_steps_count: 1 },
  ])
})

test('a migration that was changed after it was applied is refused', async () => {
  const fresh = await startEmpty()
  fresh.add('001_rooms', 'create table rooms (id int);\n')
  await fresh.migrate()

  fresh.add('001_rooms', 'create table rooms (id int);\r\n')
  expect(await fresh.migrate()).toEqual([])

  fresh.add('001_rooms', 'create table rooms (id bigint);\n')
  await expect(fresh.migrate()).rejects.toThrow('001_rooms was changed after it was applied')
})

test('a migration that fails leaves nothing, and stops every later start until it is dealt with', async () => {
  const fresh = await startEmpty()
  fresh.add('001_rooms', 'create table rooms (id int); select 1/0;')

  await expect(fresh.migrate()).rejects.toThrow('Migration 001_rooms failed: division by zero')
  expect(await fresh.rows(`select to_regclass('rooms') as found`)).toEqual([{ found: null }])
  await expect(fresh.migrate()).rejects.toThrow('failed before: division by zero')
})
