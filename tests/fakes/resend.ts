import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { key: string; body: { to: string; subject: string; text: string } }
type Fault = { status: number; body: unknown }

/** Resend's mail endpoint on this machine: remembers each message once by its idempotency key. */
export async function startFakeResend() {
  const received = new Map<string, Received['body']>()
  const requests: Received[] = []
  const faults: Fault[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const key = String(request.headers['idempotency-key'])
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Received['body']
      requests.push({ key, body })
      const fault = faults.shift()
      if (!fault) received.set(key, received.get(key) ?? body)
      response.writeHead(fault?.status ?? 200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(fault?.body ?? { id: key }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Messages taken, one for each key. */
    received,
    /** Every request, also those answered with a fault. */
    requests,
    /** The next requests are answered so, in this order. */
    failNext: (...next: Fault[]) => void faults.push(...next),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
