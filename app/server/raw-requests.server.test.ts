import { createServer } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from './app.ts'

/** The real edge, in front of a handler that reads addresses as Remix does and says which one it got. */
async function startEdge() {
  const app = createApp({
    pages: ({ method, originalUrl }, response) => {
      const { pathname } = new URL(`http://site.test${originalUrl}`)
      response.send(`in: ${method} ${pathname}`)
    },
    assertReady: async () => undefined,
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** What no client of Node can be made to send: bytes as they are, on one connection, and all that comes back. */
async function sendRaw(text: string) {
  const port = await startEdge()
  return new Promise<string[]>((resolve, reject) => {
    let got = ''
    const socket = net.connect(port, '127.0.0.1', () =>
      socket.write(text.replaceAll(':PORT', `:${port}`)),
    )
    socket.setEncoding('latin1').on('data', (part: string) => (got += part))
    socket.on('error', reject)
    socket.on('close', () => resolve(got.split('HTTP/1.1 ').slice(1)))
  })
}

const HOST = 'Host: localhost:PORT\r\n'
const OWN = `${HOST}Sec-Fetch-Site: same-origin\r\n`
const END = 'Connection: close\r\n\r\n'
const statusOf = (answer = '') => Number(answer.slice(0, 3))

test.each([
  '/webhooks/../pledges/1',
  '/webhooks/%2e%2E/pledges/1',
  '/webhooks/.%2e/pledges/1',
  '/webhooks/..\\pledges/1',
  '/webhooks/x/../../pledges/1',
  '/webhooks/..',
])('C1: a form of another site is not let in by the address %s', async (address) => {
  const origin = 'Origin: https://evil.test\r\n'
  const [answer] = await sendRaw(
    `POST ${address} HTTP/1.1\r\n${HOST}${origin}Content-Length: 0\r\n${END}`,
  )

  expect(statusOf(answer)).toBe(400)
  expect(answer).not.toContain('in: ')
})

test.each([
  '/./__manifest',
  '/%2e/__manifest',
  '/x/../__manifest',
  '\\__manifest',
  '/\\__manifest',
])('N1: a closed door is closed by the address %s, too', async (address) => {
  const [answer] = await sendRaw(`GET ${address} HTTP/1.1\r\n${HOST}${END}`)

  expect(statusOf(answer)).toBe(400)
  expect(answer).not.toContain('in: ')
})

test.each(['/a.b', '/.well-known/x', '/a..b', '/...', '/a/..b?x=/../', '/a%2fb', '//a', '/a?x=\\'])(
  'the plain address %s is let through',
  async (address) => {
    const [answer] = await sendRaw(`GET ${address} HTTP/1.1\r\n${HOST}${END}`)

    expect(statusOf(answer)).toBe(200)
  },
)

test.each([
  ['a whole address of ours', `GET http://localhost:PORT/x HTTP/1.1\r\n${HOST}${END}`, 400],
  ['a whole address of another site', `GET http://evil.test/x HTTP/1.1\r\n${HOST}${END}`, 400],
  ['no address', `GET * HTTP/1.1\r\n${HOST}${END}`, 400],
  ['a port that cannot be', `GET / HTTP/1.1\r\nHost: localhost:99999999\r\n${END}`, 421],
  ['a host with a dot at its end', `GET / HTTP/1.1\r\nHost: localhost.:PORT\r\n${END}`, 421],
  ['a host behind an at sign', `GET / HTTP/1.1\r\nHost: localhost:PORT@evil.test\r\n${END}`, 421],
  ['another host before ours', `GET / HTTP/1.1\r\nHost: evil.test\r\n${HOST}${END}`, 421],
  ['no host', `GET / HTTP/1.1\r\n${END}`, 400],
  ['no host, as forty years ago', `GET / HTTP/1.0\r\n\r\n`, 421],
])('%s is refused, and is no fault of ours', async (_what, text, status) => {
  const [answer] = await sendRaw(text)

  expect(statusOf(answer)).toBe(status)
  expect(answer).not.toContain('in: ')
})

const SECOND = `GET /smuggled HTTP/1.1\r\n${HOST}${END}`

test.each([
  ['by a length and by chunks', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  [
    'by chunks that are hidden',
    `Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n`,
  ],
  ['by a header with a space', `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
  ['by two lengths', `Content-Length: 0\r\nContent-Length: ${SECOND.length}\r\n\r\n`],
  ['by a length below nothing', `Content-Length: -1\r\n\r\n`],
])('no second request hides in a body measured %s', async (_how, measured) => {
  const answers = await sendRaw(`POST /x HTTP/1.1\r\n${OWN}${measured}${SECOND}`)

  expect(answers.map(statusOf)).toEqual([400])
  expect(answers.join('')).not.toContain('smuggled')
})

test('what follows a body that was turned away is read from its beginning', async () => {
  const body = 'a'.repeat(300_000)
  const answers = await sendRaw(
    `POST /x HTTP/1.1\r\n${OWN}Content-Length: ${body.length}\r\n\r\n${body}GET /next HTTP/1.1\r\n${HOST}${END}`,
  )

  expect(answers.map(statusOf)).toEqual([413, 200])
  expect(answers[1]).toContain('in: GET /next')
})

test.each(['X-HTTP-Method-Override: DELETE', 'X-HTTP-Method: PUT', 'X-Method-Override: GET'])(
  'a form stays a form, whatever "%s" says',
  async (header) => {
    const [answer] = await sendRaw(
      `POST /x?_method=DELETE HTTP/1.1\r\n${OWN}${header}\r\nContent-Length: 0\r\n${END}`,
    )

    expect(answer).toContain('in: POST /x')
  },
)
