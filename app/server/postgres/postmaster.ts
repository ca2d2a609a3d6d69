import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

const file = (cluster: string) => path.join(cluster, 'postmaster.pid')

/** What a running PostgreSQL writes down about itself. */
export function readPostmaster(cluster: string) {
  try {
    const lines = fs.readFileSync(file(cluster), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/**
 * A killed PostgreSQL that nobody reaps stays as a zombie (in a container, process 1 is often no init),
 * and both pg_ctl and postgres then believe that it still runs.
 */
export function forgetZombie(cluster: string) {
  const postmaster = readPostmaster(cluster)
  if (postmaster && isZombie(postmaster.pid)) fs.rmSync(file(cluster), { force: true })
}

function isZombie(pid: number) {
  try {
    return /^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** The wanted port, or any free one when somebody has it. */
export function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(freePort(0)))
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
