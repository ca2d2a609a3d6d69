import { spawn } from 'node:child_process'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { createInterface } from 'node:readline'
import pg from 'pg'

export type Got = { status: number; headers: IncomingHttpHeaders; text: string }
export type Form = 'page' | 'data' | 'head'
export type Asked = { form: Form; slug?: string; body?: string }

/** What a provider of accounts would know this site by. */
const us = { clientId: 'solve-once', clientSecret: 'for-journeys-only' }

/** The built site on data of its own, without jobs, and the database under it. */
export async function startSite(folder: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/who-may/serve.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: folder,
      DATABASE_URL: '',
      DEMONSTRATION: 'on',
      LOG_LEVEL: 'error',
      // Nobody answers there, and nobody is asked.
      OIDC_PROVIDERS: JSON.stringify([
        { kind: 'other', id: 'one', name: 'One', issuer: 'http://localhost:1', ...us },
      ]),
    },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const errors: string[] = []
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (text) => {
      if (text.includes('"level":"error"')) errors.push(text)
      else if (text.startsWith('{')) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`The site ended with ${code}`)))
  })
  const { port, database } = JSON.parse(line) as { port: number; database: string }
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const cookies = new Map<string, string>()
  const send = sender(port, agent)
  return {
    client,
    address: `http://localhost:${port}`,
    /** What it has logged of its own faults. */
    errors,
    async signIn(slug: string) {
      if (!slug || cookies.has(slug)) return
      const { headers } = await send('/sign-in/as-person', 'POST', { body: `person=${slug}` })
      const cookie = headers['set-cookie']?.find((each) => each.includes('session'))
      if (!cookie) throw new Error(`Could not sign in as ${slug}`)
      cookies.set(slug, cookie.split(';')[0] ?? '')
    },
    ask: (address: string, { form, slug = '', body }: Asked) => {
      const path = form === 'data' ? dataAddress(address) : address
      const method = body !== undefined ? 'POST' : form === 'head' ? 'HEAD' : 'GET'
      return send(path, method, { cookie: cookies.get(slug), body })
    },
    async stop() {
      agent.destroy()
      await client.end()
      child.kill('SIGTERM')
      await ended
    },
  }
}
export type Site = Awaited<ReturnType<typeof startSite>>

const dataAddress = (address: string) => (address === '/' ? '/_root.data' : `${address}.data`)

type Sent = { cookie?: string | undefined; body?: string | undefined }

const sender =
  (port: number, agent: Agent) =>
  (path: string, method: string, { cookie, body }: Sent) =>
    new Promise<Got>((resolve, reject) => {
      const headers = {
        host: `localhost:${port}`,
        'sec-fetch-site': 'same-origin',
        ...(cookie && { cookie }),
        ...(body !== undefined && {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }),
      }
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        )
      })
      sent.on('error', reject).end(body)
    })

/** Noted on purpose: that a session is used, and that somebody was refused. */
const noted = ['sessions', 'audit_entries', 'refusal_hours']

/** How each table is now: a row added, changed or taken out makes it another. Of the audit, the deeds. */
export async function readTables(client: pg.Client) {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
     where relkind in ('r', 'p') and nspname = 'public' and relname <> all($1)`,
    [noted],
  )
  const stateOf = (name: string, from: string) =>
    `select ${pg.escapeLiteral(name)} as name, count(*) as rows,
       coalesce(max(xmin::text::bigint), 0) as latest from ${from}`
  const states = [
    ...tables.map(({ name }) => stateOf(name, pg.escapeIdentifier(name))),
    stateOf('deeds', `audit_entries where action <> 'refused'`),
  ]
  const { rows } = await client.query<{ name: string; rows: string; latest: string }>(
    states.join(' union all '),
  )
  return Object.fromEntries(
    rows.map(({ name, rows: count, latest }) => [name, `${count} ${latest}`]),
  )
}
