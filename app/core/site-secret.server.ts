import { hkdfSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { env } from './env.server.ts'
import { processWide } from './process-wide.ts'

const kept = processWide('site-secret', () => ({ secret: undefined as string | undefined }))

/** A key of 256 bits for one purpose, made from the site's secret (RFC 5869). Another purpose has another key. */
export function siteKey(purpose: string): Buffer {
  kept.secret ??= env.SITE_SECRET ?? fromFile(path.join(env.DATA_DIR, 'site-secret'))
  return Buffer.from(hkdfSync('sha256', kept.secret, '', `solve-once:${purpose}`, 32))
}

/** Made at the first need. Linked into place when it is whole, so that of two processes at once both read one. */
function fromFile(file: string): string {
  if (!fs.existsSync(file)) {
    const unfinished = `${file}.${process.pid}`
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(unfinished, randomBytes(32).toString('hex'), { mode: 0o600 })
    linkUnlessThere(unfinished, file)
    fs.rmSync(unfinished)
  }
  return fs.readFileSync(file, 'utf8').trim()
}

function linkUnlessThere(from: string, to: string) {
  try {
    fs.linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
