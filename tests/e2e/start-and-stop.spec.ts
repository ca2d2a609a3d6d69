import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { freePort } from '../../app/server/postgres/postmaster.ts'

type Site = {
  address: string
  process: ChildProcess
  output: () => string
  ended: Promise<number | null>
}

/** With the register alone, which takes seconds to fill; the sites of the journeys tell the demonstration. */
const settings = {
  APP_URL: '',
  DATABASE_URL: '',
  DEMONSTRATION: 'off',
  RESEND_API_KEY: 'of-a-site-that-sends-nothing',
  MAIL_FROM: 'nobody@example.org',
  SITE_SECRET: 'of-a-site-that-stands-for-some-seconds',
}

async function startSite(folder: string): Promise<Site> {
  const port = await freePort(0)
  let output = ''
  const process_ = spawn(process.execPath, ['--import', 'tsx', 'app/server/index.ts'], {
    env: { ...process.env, ...settings, PORT: String(port), DATA_DIR: folder },
  })
  process_.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  process_.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => process_.once('exit', resolve))
  const site = {
    address: `http://localhost:${port}`,
    process: process_,
    output: () => output,
    ended,
  }
  const ready = expect
    .poll(() => isReady(site.address), { timeout: 90_000, message: 'the site is ready' })
    .toBe(true)
  const early = ended.then((code) => {
    throw new Error(`The site ended with ${code} before it was ready:\n${output}`)
  })
  await Promise.race([ready, early])
  return site
}

const isReady = (address: string) =>
  fetch(`${address}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )

function dataFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'site-'))
}

async function stop(site: Site) {
  site.process.kill('SIGTERM')
  return site.ended
}

const postmaster = (folder: string) => path.join(folder, 'postgres', 'postmaster.pid')

test('whatever ends it, the next start goes on from there', async () => {
  const folder = dataFolder()
  const begun = performance.now()
  const first = await startSite(folder)
  const filling = performance.now() - begun

  await test.step('kill -9 loses nothing: the next start fills nothing and keeps its data', async () => {
    first.process.kill('SIGKILL')
    await first.ended
    const database = Number(fs.readFileSync(postmaster(folder), 'utf8').split('\n')[0])
    process.kill(database, 'SIGKILL')
    const started = performance.now()
    const second = await startSite(folder)
    expect(performance.now() - started).toBeLessThan(filling)
    expect(second.output()).not.toContain('Filling the database')
    expect(await stop(second)).toBe(0)
  })

  await test.step('a filling that was cut short begins again', async () => {
    fs.writeFileSync(path.join(folder, 'seeding'), '')
    const third = await startSite(folder)
    expect(third.output()).toContain('Filling the database')
    expect(fs.existsSync(path.join(folder, 'seeding'))).toBe(false)
    await finishAnswers(third, folder)
  })
  fs.rmSync(folder, { recursive: true })
})

/** Told to stop, it finishes its answers and takes PostgreSQL down with it. */
async function finishAnswers(site: Site, folder: string) {
  const answer = fetch(`${site.address}/`)
  await wait(5)
  site.process.kill('SIGTERM')
  expect((await answer).status).toBeLessThan(500)
  expect(await site.ended).toBe(0)
  expect(fs.existsSync(postmaster(folder))).toBe(false)
}

test('a wrong setting stops the start and is named', async () => {
  const env = { ...process.env, PORT: 'eighty' }
  const site = spawn(process.execPath, ['--import', 'tsx', 'app/server/index.ts'], { env })
  let output = ''
  site.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))

  const code = await new Promise((resolve) => site.once('exit', resolve))

  expect(code).toBe(1)
  expect(output).toContain('PORT')
  expect(output).not.toContain('at ')
})
