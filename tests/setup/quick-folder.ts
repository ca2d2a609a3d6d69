import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { env } from '#app/core/env.server.ts'

const MEMORY = '/dev/shm'
const ROOM = 2 * 1024 ** 3

/**
 * Where data lies that nothing depends on after the tests: in memory where the machine has room to spare, since making
 * the thousand files of a database on a disk takes ten times as long. Each checkout has its own, and uses it again.
 */
export function quickFolder(name: string) {
  if (!hasRoom()) return path.join(env.DATA_DIR, name)
  const checkout = createHash('sha256').update(path.resolve(env.DATA_DIR)).digest('hex')
  return path.join(MEMORY, `solve-once-${checkout.slice(0, 12)}`, name)
}

function hasRoom() {
  try {
    fs.accessSync(MEMORY, fs.constants.W_OK)
    const { bavail, bsize } = fs.statfsSync(MEMORY)
    return Math.min(bavail * bsize, os.freemem()) > ROOM
  } catch {
    return false
  }
}
