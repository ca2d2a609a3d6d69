import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { db, pool, useDatabase } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { log } from '#app/core/log.server.ts'
import { asClient } from '#app/server/postgres/as-client.ts'
import { build } from '#tests/factories/index.ts'
import { startOwnPostgres } from '#tests/faults/own-postgres.ts'
import { cutWaiting } from '#tests/setup/cut-waiting.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob(
  '/app/routes/{challenges.$slug.questions.new,suppliers._index,suppliers*csv,api.v1.suppliers._index,contact,sign-out}.*',
  { eager: true },
)

const SLOW_MS = 120_000

let own: ReturnType<typeof startOwnPostgres> | undefined

/** A PostgreSQL that may be stopped, with somebody who is about to ask something in it. */
async function onOwnPostgres() {
  const before = await currentDatabase()
  const first = own === undefined
  own ??= startOwnPostgres({ name: 'away', settings: ['fsync=off'] })
  const { stopAtOnce: stop, startAgain, fresh, siteOf } = await own
  if (!first) await startAgain()
  await fresh('away')
  useDatabase(siteOf('away'))
  await leave(before)
  onTestFinished(async () => {
    useDatabase(before.href)
    await stop()
  })
  return { ...(await aQuestion()), stop, startAgain }
}

async function currentDatabase() {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  const url = new URL(inject('siteUrl'))
  url.pathname = rows[0]?.name ?? ''
  return url
}

/** A pool keeps the connections it has, wherever new ones go to. */
const leave = ({ pathname }: URL) =>
  asClient(inject('adminUrl'), (admin) =>
    admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      pathname.slice(1),
    ]),
  )

async function aQuestion() {
  const { slug, id } = await build.challenge()
  const { token } = await build.session(await build.officer())
  const form = { text: 'Who keeps <what> we "type"?', operationKey: newId() }
  return { address: `/challenges/${slug}/questions/new`, id, token, form }
}

const questions = (challengeId: string) => db.question.count({ where: { challengeId } })
const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${value}"/>`

test(
  'N6: without a database every kind of answer is a 503 that says when to come again',
  async () => {
    const { address, token, stop, startAgain } = await onOwnPostgres()
    const site = await startPages(modules)
    await stop()

    const page = await site.get('/suppliers')
    const theirs = await site.get(address, token)
    const data = await site.get('/suppliers.data')
    const file = await site.get('/suppliers.csv')
    const programme = await site.get('/api/v1/suppliers')
    const button = await site.send('/sign-out', {}, token)

    for (const answer of [page, theirs, data, file, programme, button]) {
      const { url, status, headers } = answer
      expect([url, status, headers.get('Retry-After')]).toEqual([url, 503, '60'])
      expect(headers.get('Cache-Control')).toContain('no-store')
    }
    const text = await theirs.text()
    expect(text).toContain('<h1>Solve Once is not available just now</h1>')
    expect(text).toContain(`href="${address}">Try again</a>`)
    // Nobody is told that they are signed out when nobody can know.
    expect(text).not.toContain('>Sign in</a>')
    expect(await page.text()).toContain('>Sign in</a>')
    expect(programme.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await programme.json()).toMatchObject({ status: 503, title: 'Service unavailable' })
    expect(await button.text()).toMatch(/not available just now.*may not have been done/)
    expect((await site.get('/contact')).status).toBe(200)

    await startAgain()
    expect((await site.get(address, token)).status).toBe(200)
    expect((await site.get('/suppliers')).status).toBe(200)
  },
  SLOW_MS,
)

test(
  'N6: a form that met no database was not done, and the page keeps its answers to send again',
  async () => {
    const { address, id, token, form, stop, startAgain } = await onOwnPostgres()
    const site = await startPages(modules)
    await stop()

    const answer = await site.send(address, { ...form, proofCode: '123456' }, token)
    const text = await answer.text()
    await startAgain()

    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '60'])
    expect(text).toContain('Nothing you sent was saved.')
    expect(text).toContain(hidden('text', 'Who keeps &lt;what&gt; we &quot;type&quot;?'))
    expect(text).toContain(hidden('operationKey', form.operationKey))
    expect(text).not.toContain('123456')
    expect(await questions(id)).toBe(0)
    expect((await site.send(address, form, token)).status).toBe(302)
    expect(await questions(id)).toBe(1)
  },
  SLOW_MS,
)

test('N6: a form whose answer was lost may be done; sent again with its key it is done once', async () => {
  const { address, id, token, form } = await aQuestion()
  const site = await startPages(modules)
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('select from challenges where id = $1 for update', [id])

  const sent = site.send(address, form, token)
  await cutWaiting('challenges')
  const answer = await sent
  await holder.query('rollback')
  holder.release()

  expect(answer.status).toBe(503)
  expect(await answer.text()).toMatch(/cannot tell whether.*It is done once, however often/s)
  const again = await Promise.all([
    site.send(address, form, token),
    site.send(address, form, token),
  ])
  expect(again.map(({ status }) => status)).toEqual([302, 302])
  expect(await questions(id)).toBe(1)
})

test('N6: where no connection is free within five seconds, the answer is a 503, and then all is well', async () => {
  const { address, token } = await aQuestion()
  const site = await startPages(modules)
  const warned = vi.spyOn(log, 'warn')
  const failed = vi.spyOn(log, 'error')
  const busy = Promise.all(Array.from({ length: 10 }, () => db.$queryRaw`select pg_sleep(8)::text`))
  let isFree = false
  void busy.then(() => (isFree = true))

  const answer = await site.get(address, token)

  expect(isFree).toBe(false)
  expect(answer.status).toBe(503)
  expect(warned).toHaveBeenCalledOnce()
  expect(warned.mock.calls[0]?.[1]).toMatchObject({
    path: address,
    error: expect.any(Error) as Error,
  })
  expect(failed).not.toHaveBeenCalled()
  await busy
  expect((await site.get(address, token)).status).toBe(200)
})
