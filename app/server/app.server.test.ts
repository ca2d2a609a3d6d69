import {
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { RequestHandler } from 'express'
import { expect, onTestFinished, test, vi } from 'vitest'
import { log } from '#app/core/log.server.ts'
import { createApp } from './app.ts'

type Sent = { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer }
type Got = { status: number; headers: IncomingHttpHeaders; text: string }

/** The real edge in front of a handler that says what reached it. */
async function startEdge(pages: RequestHandler = (_request, response) => void response.send('in')) {
  let problem: string | undefined
  const app = createApp({
    pages,
    assertReady: async () => {
      if (problem) throw new Error(problem)
    },
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    setProblem: (text: string) => void (problem = text),
    ask: (path: string, { method = 'GET', headers = {}, body }: Sent = {}) =>
      new Promise<Got>((resolve, reject) => {
        const host = `localhost:${port}`
        const options = { port, path, method, headers: { host, ...headers } }
        const sent = send({ ...options, host: '127.0.0.1' }, (response) => {
          let text = ''
          response.on('data', (chunk: Buffer) => (text += chunk.toString()))
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          )
        })
        sent.on('error', reject)
        sent.end(body)
      }),
  }
}

test.each([
  ['/__manifest?p=/a', 404],
  ['/__manifest/', 404],
  ['/?_data=root', 404],
  ['/?x=1&%5Fdata=root', 404],
  ['/?data=root', 200],
  ['/pots/a%00b', 404],
  ['/?after=%00', 404],
  ['/?after=%2500', 200],
])('C2, N1: %s is answered %i', async (path, status) => {
  const edge = await startEdge()

  expect((await edge.ask(path)).status).toBe(status)
})

test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS', 'PROPFIND'])(
  'K6: %s is not possible',
  async (method) => {
    const edge = await startEdge()

    const { status, headers } = await edge.ask('/', { method })

    expect(status).toBe(405)
    expect(headers.allow).toBe('GET, HEAD, POST')
  },
)

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])(
  '%s is not possible on public data',
  async (method) => {
    const edge = await startEdge()

    const { status, headers, text } = await edge.ask('/api/v1/pledges', { method })

    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(JSON.parse(text)).toMatchObject({ type: 'about:blank', status: 405 })
  },
)

test('C10: another site may ask for public data, and for nothing else', async () => {
  const edge = await startEdge()
  const headers = { origin: 'https://elsewhere.test', 'access-control-request-method': 'GET' }

  const asked = await edge.ask('/api/v1/pledges', { method: 'OPTIONS', headers })
  const answer = await edge.ask('/api/v1/pledges', { headers })
  const page = await edge.ask('/workspace', { headers })

  expect(asked.status).toBe(204)
  expect(asked.headers['access-control-allow-origin']).toBe('*')
  expect(page.headers['access-control-allow-origin']).toBeUndefined()
  // The route says it too, and a browser refuses an answer that says it twice.
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
})

test('A13, C5, K3: another host is refused, and X-Forwarded-Host never gets through', async () => {
  const edge = await startEdge((request, response) => {
    response.send(`${request.hostname} ${String(request.headers['x-forwarded-host'])}`)
  })

  expect((await edge.ask('/', { headers: { host: 'evil.test' } })).status).toBe(421)
  expect((await edge.ask('/', { headers: { 'x-forwarded-host': 'evil.test' } })).text).toBe(
    'localhost undefined',
  )
})

test.each([
  ['no sign of where it comes from', {}, 403],
  ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['an address typed in', { 'sec-fetch-site': 'none' }, 403],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 403],
  ['another port', { origin: 'http://localhost:1' }, 403],
  [
    'one right and one wrong',
    { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    403,
  ],
  ['our page in a new browser', { 'sec-fetch-site': 'same-origin' }, 200],
])('C1, C3, C4, C6: a form from %s', async (_from, headers, status) => {
  const edge = await startEdge()

  expect((await edge.ask('/', { method: 'POST', headers })).status).toBe(status)
})

test('K4: where somebody is, they do not say themselves', async () => {
  const edge = await startEdge((request, response) => void response.send(String(request.ip)))
  const headers = {
    'x-forwarded-for': '192.0.2.1',
    'x-real-ip': '192.0.2.1',
    forwarded: 'for=192.0.2.1',
  }

  expect((await edge.ask('/', { headers })).text).toMatch(/127\.0\.0\.1$/)
})

test('our page in an old browser says Origin only, and may send forms', async () => {
  const edge = await startEdge()

  expect((await edge.ask('/', { method: 'POST', headers: { origin: edge.origin } })).status).toBe(
    200,
  )
})

test('a signed message needs no origin: its route checks the signature', async () => {
  const edge = await startEdge()

  expect((await edge.ask('/webhooks/stripe', { method: 'POST' })).status).toBe(200)
})

const own = { 'sec-fetch-site': 'same-origin' }
const kB = (count: number) => Buffer.alloc(count * 1024, 'a')
const upload = { ...own, 'content-type': 'multipart/form-data; boundary=x' }

test.each([
  ['a form of 256 kB', '/pledges', own, 256, 200],
  ['a form of 257 kB', '/pledges', own, 257, 413],
  ['a file of 10 MB as evidence', '/milestones/1/evidence', upload, 10_240, 200],
  ['a file of 10 MB, sent by script', '/milestones/1/claim.data', upload, 10_240, 200],
  ['a file above 10 MB', '/milestones/1/evidence', upload, 10_241, 413],
  ['a file where none is asked for', '/pledges', upload, 257, 413],
  ['text where a file is asked for', '/milestones/1/evidence', own, 257, 413],
])('%s', async (_what, path, headers, size, status) => {
  const edge = await startEdge((request, response) => {
    request.resume().once('end', () => response.send('read'))
  })

  expect((await edge.ask(path, { method: 'POST', headers, body: kB(size) })).status).toBe(status)
})

test('N2: a body of unknown length is refused before it is read', async () => {
  const edge = await startEdge()

  const { status } = await edge.ask('/', {
    method: 'POST',
    headers: { ...own, 'transfer-encoding': 'chunked' },
    body: 'a=1',
  })

  expect(status).toBe(411)
})

test('C9, J4: every answer has its own nonce, and no policy lets a script in without one', async () => {
  const edge = await startEdge((_request, response) => void response.send(response.locals.nonce))

  const [one, other] = [await edge.ask('/'), await edge.ask('/')]
  const policy = String(one.headers['content-security-policy'])

  expect(one.text).not.toBe(other.text)
  expect(policy).toContain(`script-src 'self' 'nonce-${one.text}'`)
  expect(policy).toMatch(/object-src 'none'.*frame-ancestors 'none'/)
  expect(/script-src [^;]*unsafe/.test(policy)).toBe(false)
  expect(one.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  })
  expect(one.headers['x-powered-by']).toBeUndefined()
})

test('a bug shows a reference and nothing of itself', async () => {
  const edge = await startEdge(() => {
    throw new Error('select secret from people')
  })

  const { status, text, headers } = await edge.ask('/')

  expect(status).toBe(500)
  expect(text).toContain(String(headers['x-request-id']))
  expect(text).not.toContain('secret')
})

test('an address nobody can read is a 400, and an API caller gets JSON', async () => {
  const edge = await startEdge()

  expect((await edge.ask('/%E0%A4%A')).status).toBeLessThan(500)
  expect(JSON.parse((await edge.ask('/api/v1/pots?_data=x')).text)).toHaveProperty('detail')
})

test.each([
  ['bytes=0-3', 206],
  ['bytes=-4', 206],
  ['bytes=9999999-', 416],
  ['bytes=9-2', 416],
  ['bytes=x', 416],
  ['bytes=0-0,2-3', 200],
  ['lines=1-2', 200],
])('a part of a file asked for as %s is answered %i, and is no fault', async (range, status) => {
  const edge = await startEdge((_request, response) =>
    response.sendFile(path.resolve('public/favicon.svg')),
  )
  const failed = vi.spyOn(log, 'error').mockClear()

  const { headers, ...answer } = await edge.ask('/', { headers: { range } })

  expect(answer.status).toBe(status)
  if (status === 416) expect(headers['content-range']).toMatch(/^bytes \*\/\d+$/)
  expect(failed).not.toHaveBeenCalled()
})

test.each([{ 'if-match': '"x"' }, { 'if-unmodified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' }])(
  'a file asked for as it was is refused as it is now, and is no fault: %o',
  async (headers) => {
    const edge = await startEdge((_request, response) =>
      response.sendFile(path.resolve('public/favicon.svg')),
    )
    const failed = vi.spyOn(log, 'error').mockClear()

    expect((await edge.ask('/', { headers })).status).toBe(412)
    expect(failed).not.toHaveBeenCalled()
  },
)

test('health says the process is up, readiness whether to send it visitors', async () => {
  const edge = await startEdge()
  edge.setProblem('stopping')

  expect((await edge.ask('/healthz', { headers: { host: '10.0.0.1' } })).text).toBe('ok')
  expect(await edge.ask('/readyz')).toMatchObject({ status: 503, text: 'stopping' })
})

test('a page with a policy of its own has that one alone, any other the one of the site', async () => {
  const own = await startEdge((_request, response) => {
    response.append('Content-Security-Policy', 'sandbox').append('Vary', 'Accept').send('in')
  })
  const none = await startEdge()

  const { headers } = await own.ask('/')
  expect(headers['content-security-policy']).toBe('sandbox')
  expect(headers.vary).toContain('Accept')
  expect((await none.ask('/')).headers['content-security-policy']).toContain("default-src 'self'")
})
