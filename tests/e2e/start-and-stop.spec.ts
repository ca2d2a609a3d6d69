import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { dataFolder, startSite, stop, type OwnSite } from './support/own-site.ts'

const postmaster = (folder: string) => path.join(folder, 'postgres', 'postmaster.pid')

test('whatever ends it, the next start goes on from there', async () => {
  test.slow()
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
async function finishAnswers(site: OwnSite, folder: string) {
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
