import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { freePort } from '../../../app/server/postgres/postmaster.ts'

/** A site of a journey's own, as it runs where people are real. */
export type OwnSite = {
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

export async function startSite(
  folder: string,
  more: Record<string, string> = {},
): Promise<OwnSite> {
  const port = more.PORT ?? String(await freePort(0))
  let output = ''
  const process_ = spawn(process.execPath, ['--import', 'tsx', 'app/server/index.ts'], {
    env: { ...process.env, ...settings, ...more, PORT: port, DATA_DIR: folder },
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
    .poll(() => isReady(site.address), { timeout: 170_000, message: 'the site is ready' })
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

export function dataFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'site-'))
}

export async function stop(site: OwnSite) {
  site.process.kill('SIGTERM')
  return site.ended
}
