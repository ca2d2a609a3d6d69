import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { referenceOf } from '#app/domain/challenges/challenge.ts'
import { endpoints } from '#app/domain/open-data/endpoints.ts'
import { countPublished } from '#app/domain/open-data/published-counts.server.ts'
import { openApiDocument } from '#app/domain/open-data/openapi.ts'
import { build } from '#tests/factories/index.ts'

type Route = { loader: (args: LoaderFunctionArgs) => Promise<Response> }
const routes = import.meta.glob<Route>('/app/routes/{api.v1,open-data}.*.ts')

/** The route file of an address, as Remix's flat files spell it. */
function routeOf(path: string) {
  const parts = path.slice(1).split('/')
  const [, , name = '', one] = parts
  if (parts[0] === 'open-data') return { file: 'open-data.$file', params: { file: parts[1] } }
  const found = Object.keys(routes)
    .map((file) => file.slice('/app/routes/'.length, -'.ts'.length))
    .find((file) =>
      one
        ? file.startsWith(`api.v1.${name}.$`)
        : [`api.v1.${name}`, `api.v1.${name}._index`].includes(file.replaceAll(/[[\]]/g, '')),
    )
  const [, parameter = ''] = found?.split('.$') ?? []
  return { file: found ?? 'api.v1.$', params: { [parameter]: one } }
}

async function ask(address: string, init: RequestInit = {}) {
  const request = new Request(new URL(address, 'http://localhost:3000'), init)
  const { file, params } = routeOf(new URL(request.url).pathname)
  const load = routes[`/app/routes/${file}.ts`]
  if (!load) throw new Error(`no route ${file}`)
  const { loader } = await load()
  return loader({
    request,
    params,
    context: { nonce: '', reference: '', address: '', isForScript: false },
  })
}

/** Answers of the API are checked by their schemas; here they are plain JSON. */
type Json = { data: Row[]; links: { next: string | null } }
type Row = Record<string, unknown> & { amountPence: number }
const get = async (address: string) => (await (await ask(`/api/v1${address}`)).json()) as Json

/** Every row of a list, page by page. */
async function getAll(address: string) {
  const rows: Row[] = []
  for (let next: string | null = `${address}${address.includes('?') ? '&' : '?'}limit=2`; next;) {
    const { data, links }: Json = await get(next.replace(/^.*\/api\/v1/, ''))
    rows.push(...data)
    next = links.next
  }
  return rows
}

let world: ReturnType<typeof build.openDataWorld> | undefined
const theWorld = () => (world ??= build.openDataWorld())

/** An address for every endpoint that answers with something. */
async function addresses() {
  const { paid, day } = await theWorld()
  const reference = referenceOf(paid.challenge.number)
  return {
    listChallenges: '/challenges',
    getChallenge: `/challenges/${reference}`,
    listPledges: '/pledges',
    listInKindPledges: '/in-kind-pledges',
    listMatches: '/matches',
    listPots: '/pots',
    getPot: `/pots/${paid.potSlug}`,
    listMarketDays: '/market-days',
    getMarketDay: `/market-days/${day.slug}`,
    listProjects: '/projects',
    getProject: `/projects/${reference}`,
    listPayments: '/payments',
    listCouncils: '/councils',
    getCouncil: `/councils/${paid.lead.organisationSlug}`,
    listSuppliers: '/suppliers',
    getSupplier: `/suppliers/${paid.supplier.organisationSlug}`,
  } satisfies Record<keyof typeof endpoints, string>
}

const csvFiles = ['challenges', 'pledges', 'in-kind-pledges', 'matches', 'payments']
const ids = Object.keys(endpoints) as (keyof typeof endpoints)[]

test.each(ids)('the real answer of %s is what the document says', async (id) => {
  const { components } = openApiDocument('http://localhost:3000')
  const text = JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/')
  const $defs = JSON.parse(text) as Record<string, never>
  const { answer } = endpoints[id]
  const described = z.fromJSONSchema({ $ref: `#/$defs/${answer.meta()?.id}`, $defs })

  const response = await ask(`/api/v1${(await addresses())[id]}`)
  const real: unknown = await response.json()

  expect(response.status).toBe(200)
  expect(described.safeParse(real).error?.issues).toBeUndefined()
  expect(answer.parse(real)).toEqual(real)
  const rows = (real as Partial<Json>).data
  if (rows) expect(rows.length).toBeGreaterThan(0)
})

test('D10: nothing private leaves: no draft, losing pitch, name, address, account, code or id', async () => {
  const texts: string[] = []
  const { chosen } = await theWorld()
  const unpublished = `/challenges/${referenceOf(chosen.challenge.number)}`
  for (const address of [...Object.values(await addresses()), unpublished]) {
    const answer: Partial<Json> = await get(address)
    texts.push(JSON.stringify(answer.data ?? answer))
  }
  for (const name of csvFiles) texts.push(await (await ask(`/open-data/${name}.csv`)).text())
  const everything = texts.join('\n')

  expect(everything).toContain('Milestone 1')
  const withoutRegister = everything.replaceAll(/"[^"]*canary-council"|"CANARY council"/g, '')
  expect(withoutRegister).not.toMatch(/CANARY/)
  expect(everything).not.toMatch(/[\w.-]+@[\w-]+\.[a-z]/i)
  expect(everything).not.toMatch(/TIDELINE|SOLVE ONCE|309430|30-94-30|TD-1183|acceptance-report/)
  expect(everything).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/)
  expect(texts.slice(1).join()).not.toMatch(/"amountPence":7777700/)
})

test('a council that is not to be named yet is not found by asking for it either', async () => {
  const { shy, open, signed } = await theWorld()
  const reference = referenceOf(open.challenge.number)

  const pledges = await getAll(`/pledges?challenge=${reference}`)

  expect(pledges.map(({ council }) => council === null)).toEqual([false, true])
  expect(await getAll('/pledges?council=canary-council')).toEqual([])
  expect(await getAll(`/pledges?council=${signed.by.organisationSlug}`)).toHaveLength(1)
  expect(pledges[1]).toMatchObject({ amountPence: Number(shy.amountPence) })
})

const sum = (rows: Row[]) => rows.reduce((total, row) => total + BigInt(row.amountPence), 0n)

test('pledges, matches and payments add up to the ledger, to the penny', async () => {
  const { paid, open } = await theWorld()
  for (const { id, number } of [paid.challenge, open.challenge]) {
    const about = { challengeId: id }
    const reference = referenceOf(number)
    const [pledges, matches, payments] = await Promise.all([
      getAll(`/pledges?challenge=${reference}`),
      getAll(`/matches?challenge=${reference}`),
      getAll(`/payments?challenge=${reference}`),
    ])
    const balanceOf = async (...kinds: string[]) => {
      let total = 0n
      for (const kind of kinds) total += await build.balance(kind, about)
      return total
    }
    const settled = payments.filter(({ state }) => state === 'settled')
    const shares = payments.flatMap((payment) => payment.shares as Row[])

    expect(sum(pledges) + sum(matches)).toBe(
      await balanceOf(
        ...['pledged', 'called', 'received', 'match-reserved', 'match-committed'],
        ...['payable', 'paid'],
      ),
    )
    expect(sum(settled)).toBe(await balanceOf('paid'))
    expect(sum(payments)).toBe(await balanceOf('payable', 'paid'))
    expect(sum(shares)).toBe(sum(payments))
    const { funding } = (await get(`/challenges/${reference}`)) as unknown as {
      funding: { pledgedPence: number; matchedPence: number }
    }
    expect([BigInt(funding.pledgedPence), BigInt(funding.matchedPence)]).toEqual([
      sum(pledges),
      sum(matches),
    ])
  }
})

test('a pot’s figures are the ledger’s, and add up to what it was given', async () => {
  const { paid } = await theWorld()
  const { getPot } = await addresses()

  const pot = (await get(getPot)) as unknown as Record<string, number>

  const about = { potId: paid.pot.id }
  const given = [pot.availablePence, pot.reservedPence, pot.paidPence].map(Number)
  expect(given).toEqual([
    Number(await build.balance('pot-available', about)),
    Number(await build.balance('match-reserved', about)),
    Number(await build.balance('paid', about)),
  ])
  expect(Number(pot.paidPence)).toBeGreaterThan(0)
  expect(given.reduce((a, b) => a + b) + Number(pot.committedPence)).toBe(pot.allocatedPence)
})

test('the page of open data counts what its files hold', async () => {
  await theWorld()
  const lengthOf = async (file: string) =>
    (await (await ask(`/open-data/${file}.csv`)).text()).trimEnd().split('\r\n').length - 1

  for (const { file, rows, totalPence } of await countPublished()) {
    if (rows !== null) expect([file, rows]).toEqual([file, await lengthOf(file)])
    if (totalPence !== null) expect(totalPence).toBe(sum(await getAll(`/${file}`)))
  }
})

test('pages give every row once, in one order, while rows are added', async () => {
  await theWorld()
  const whole = (await get('/challenges?limit=100')).data.map(({ reference }) => reference)
  const first = await get('/challenges?limit=3')
  await build.challenge()
  const rest = await getAll(
    first.links.next?.replace(/^.*\/api\/v1/, '').replace('limit=3&', '') ?? '',
  )

  const paged = [...first.data, ...rest].map(({ reference }) => reference)

  expect(paged.slice(0, -1)).toEqual(whole)
  expect(new Set(paged).size).toBe(paged.length)
})

test('lists are narrowed by what they may be asked', async () => {
  const { paid, area, potSlug, open } = await theWorld()
  const lead = paid.lead.organisationSlug
  const reference = (rows: Row[]) => rows.map((row) => row.reference)

  expect(reference(await getAll(`/challenges?council=${lead}`))).toEqual([
    referenceOf(paid.challenge.number),
  ])
  const pooling = await getAll('/challenges?stage=pooling')
  expect(new Set(pooling.map(({ stage }) => stage))).toEqual(new Set(['pooling']))
  expect(await getAll('/pledges?since=2999-01-01')).toEqual([])
  const matches = await getAll(`/matches?pot=${potSlug}`)
  expect(matches.map(({ challenge }) => challenge)).toEqual(
    matches.map(() => ({
      reference: referenceOf(open.challenge.number),
      title: open.challenge.title,
    })),
  )
  expect(await getAll(`/councils?area=${area.slug}`)).toMatchObject([
    { slug: lead, areas: [{ slug: area.slug, mayor: { name: 'Ann Mayor', since: '2020-05-01' } }] },
  ])
})

test.each([
  ['/pledges?cursor=nonsense', 400],
  ['/suppliers?place=Narnia', 400],
  ['/suppliers?size=large', 400],
  ['/suppliers?after=firm', 400],
  ['/suppliers/nobody', 404],
  ['/pledges?cursor=W10', 400],
  ['/pledges?cursor=%00', 400],
  ['/pledges?limit=101', 400],
  ['/pledges?since=yesterday', 400],
  ['/pledges?challenge=%27', 400],
  ['/challenges?stage=draft', 400],
  ['/pledges?page=2', 400],
  ['/challenges/SO-999999', 404],
  ['/challenges/%00', 404],
  ['/pots/nothing', 404],
  ['/projects/SO-999999999', 404],
  ['/nothing', 404],
])('%s is answered %i as a problem', async (address, status) => {
  const response = await ask(`/api/v1${address}`)
  const problem = (await response.json()) as { status: number; detail: string }

  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(problem.status).toBe(status)
  expect(problem.detail.length).toBeGreaterThan(10)
})

test('a file that is not there is a problem too', async () => {
  expect((await ask('/open-data/people.csv')).status).toBe(404)
})

test('a draft is not found by its reference', async () => {
  const draft = await build.challenge({ stage: 'draft' })

  expect((await ask(`/api/v1/challenges/${referenceOf(draft.number)}`)).status).toBe(404)
})

test('any site may read it, caches may keep it, and what has not changed is not sent again', async () => {
  await theWorld()
  const first = await ask('/api/v1/pots?limit=1')
  const ETag = first.headers.get('ETag') ?? ''

  const again = await ask('/api/v1/pots?limit=1', { headers: { 'If-None-Match': `"x", ${ETag}` } })

  expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(first.headers.get('Cache-Control')).toBe('public, max-age=60')
  expect(first.headers.get('Link')).toMatch(/^<http.*\/api\/v1\/pots\?.*cursor=.*>; rel="next"$/)
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await ask('/api/v1/pots', { headers: { 'If-None-Match': ETag } })).status).toBe(200)
})
