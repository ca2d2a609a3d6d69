import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'

const id = '01a22852-83d0-730f-9dc6-630158780d48'

async function emptyFolder() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'erased-'))
  onTestFinished(() => fs.rm(folder, { recursive: true }))
  return folder
}

type Ended = { code: number | string | null | undefined; said: string }

const run = (folder: string, ...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const all = ['--import', 'tsx', 'app/server/erase-again.ts', ...args]
    vi.stubEnv('DATABASE_URL', '')
    vi.stubEnv('DATA_DIR', path.join(folder, 'data'))
    onTestFinished(() => void vi.unstubAllEnvs())
    execFile(process.execPath, all, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    )
  })

test('a list with a line that cannot be followed erases nobody, and says which line and why', async () => {
  const folder = await emptyFolder()
  const from = path.join(folder, 'list.txt')
  await fs.writeFile(from, `${id} 2026-11-01T09:00:00Z\n${id} last week\n`)

  const { code, said } = await run(folder, '--from', from)

  expect(code).toBe(1)
  expect(said).toContain('nobody was erased')
  expect(said).toContain(`Line 2 is not an id and a time, like “${id} 2026-11-01T09:00:00Z”`)
  expect(said).not.toMatch(/^\s+at /m)
  // Not even a database was opened for it.
  expect(await fs.readdir(folder)).toEqual(['list.txt'])
}, 60_000)

test('a list that is not there, is no file, or is named by a wrong word is told in a sentence', async () => {
  const folder = await emptyFolder()
  const missing = await run(folder, '--from', path.join(folder, 'none.txt'))
  const noFile = await run(folder, '--from', folder)
  const wrongWord = await run(folder, '--form', folder)

  for (const { code, said } of [missing, noFile, wrongWord]) {
    expect(code).toBe(1)
    expect(said).not.toMatch(/^\s+at /m)
  }
  expect(missing.said).toContain('There is no file')
  expect(noFile.said).toContain('cannot be followed')
  expect(wrongWord.said).toContain('--from')
}, 60_000)
