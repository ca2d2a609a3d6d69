import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { readPostmaster } from './postmaster.ts'

function emptyFolder(inside = os.tmpdir()) {
  const folder = fs.mkdtempSync(path.join(inside, 'embedded-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return rows
}

const postmasterOf = (folder: string) => readPostmaster(path.join(folder, 'postgres'))

test('two processes that start together share one PostgreSQL, and the last one out stops it', async () => {
  const folder = emptyFolder()
  await (await startEmbedded({ folder })).stop()

  const [one, other] = await Promise.all([startEmbedded({ folder }), startEmbedded({ folder })])
  const busy = new pg.Client({ connectionString: other.url })
  await busy.connect()
  await one.stop()

  expect(one.url).toBe(other.url)
  expect((await busy.query('select 1 as up')).rows).toEqual([{ up: 1 }])

  await busy.end()
  await other.stop()
  expect(postmasterOf(folder)).toBeUndefined()
})

test('after kill -9 the next start finds all that was committed', async () => {
  const folder = emptyFolder()
  const first = await startEmbedded({ folder })
  await ask(first.url, 'create table kept as select 42 as answer')

  process.kill(postmasterOf(folder)?.pid ?? 0, 'SIGKILL')
  await wait(200)
  const second = await startEmbedded({ folder })
  onTestFinished(second.stop)

  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a pid file that another program’s number is in does not stop the start', async () => {
  const folder = emptyFolder()
  const first = await startEmbedded({ folder })
  const pidFile = path.join(folder, 'postgres', 'postmaster.pid')
  const left = fs.readFileSync(pidFile, 'utf8')
  await first.stop()

  fs.writeFileSync(pidFile, left.replace(/^\d+/, '999999'))
  const second = await startEmbedded({ folder })
  onTestFinished(second.stop)

  expect(await ask(second.url, 'select 1 as up')).toEqual([{ up: 1 }])
})

test('a port that somebody has is left to them', async () => {
  const taken = net.createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as net.AddressInfo

  const started = await startEmbedded({ folder: emptyFolder(), port })
  onTestFinished(started.stop)

  expect(started.url).not.toContain(`:${port}/`)
})

test('a closed home folder and a strict umask do not matter', async () => {
  const home = emptyFolder()
  fs.chmodSync(home, 0o700)
  const before = process.umask(0o077)
  onTestFinished(() => void process.umask(before))
  const started = await startEmbedded({ folder: emptyFolder(home) })
  onTestFinished(started.stop)

  expect(await ask(started.url, 'select 1 as up')).toEqual([{ up: 1 }])
})

test('the database can be thrown away and made again', async () => {
  const started = await startEmbedded({ folder: emptyFolder() })
  onTestFinished(started.stop)
  await ask(started.url, 'create table old (id int)')

  await started.recreate()

  expect(await ask(started.url, `select to_regclass('old') as found`)).toEqual([{ found: null }])
})
