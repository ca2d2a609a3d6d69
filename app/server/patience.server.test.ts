import { createServer } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from './app.ts'
import { patience } from './patience.ts'

/** The edge with a hundredth of the site's patience, so that its twenty seconds are over in a fifth of one. */
async function startEdge() {
  const quick = Object.entries(patience).map(([name, ms]) => [name, ms / 100])
  const app = createApp({
    pages: (request, response) => void request.resume().once('end', () => response.send('in')),
    assertReady: async () => undefined,
  })
  const server = createServer(Object.fromEntries(quick) as typeof patience, app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const TOO_LATE = /^HTTP\/1\.1 408 Request Timeout/

test.each([
  ['its headers', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Le'],
  [
    'a form',
    'POST / HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 9\r\n\r\na=',
  ],
])(
  'N5: two hundred who never finish saying %s hold up nobody, and are let go',
  async (_what, beginning) => {
    const port = await startEdge()
    const slow = await Promise.all(Array.from({ length: 200 }, () => askForEver(port, beginning)))

    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    await vi.waitFor(() => expect(slow.every(({ isClosed }) => isClosed())).toBe(true), 10_000)
    for (const { heard } of slow) expect(heard()).toMatch(TOO_LATE)
  },
)

async function askForEver(port: number, beginning: string) {
  let heard = ''
  let isClosed = false
  const socket = net.connect(port, '127.0.0.1')
  socket.on('data', (part) => (heard += part.toString()))
  socket.on('error', () => undefined)
  socket.on('close', () => (isClosed = true))
  await new Promise<void>((resolve) =>
    socket.on('connect', () => socket.write(beginning, () => resolve())),
  )
  return { heard: () => heard, isClosed: () => isClosed }
}
