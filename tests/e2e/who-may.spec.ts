import { expect, test } from '@playwright/test'
import type { Access } from '../../app/web/access.ts'
import { accessTable } from '../../app/web/access-table.ts'
import { untouched } from '../setup/sites.ts'
import { filledForm } from '../who-may/filled-form.ts'
import { inTurn } from '../who-may/in-turn.ts'
import {
  isAsking,
  namesAsked,
  oddApiQueries,
  oddQueries,
  oddWords,
} from '../who-may/odd-addresses.ts'
import {
  askersOf,
  expected,
  isNamed,
  readPeople,
  type Answer,
  type Asker,
} from '../who-may/people.ts'
import { readTables, startSite, type Form, type Got, type Site } from '../who-may/site.ts'
import { readThings, unpublished, type Thing } from '../who-may/things.ts'
import { listRoutes, type Route } from './support/site-map.ts'

/** Pages that are there only after work the demonstration has not done; nobody is let in yet. */
const afterWork = [
  'join/:token',
  'suppliers/new/:token',
  // Of one person, whom nobody here is: they are not let in either.
  'directory/messages/:messageId',
  'directory/messages/:messageId/block',
  'directory/messages/:messageId/report',
  // Of the operator who proposed it; the other one is asked.
  'successions/:successionId/successors/new',
  'evaluation/:pitchId/moderation',
  'pledges/:reference/condition',
  'pots/:slug/sharing',
  'pots/:slug/sharing.csv',
]

test.describe.configure({ mode: 'serial' })

let site: Site
let routes: Route[] = []
let things = new Map<string, Thing>()
let people: Awaited<ReturnType<typeof readPeople>> = []

test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await startSite(untouched.whoMay)
  routes = await listRoutes()
  things = await readThings(site.client)
  people = await readPeople(site.client)
  const everybody = new Set(
    [...things.values()].flatMap((thing) => askersFor(thing).map(({ slug }) => slug)),
  )
  for (const slug of everybody) await site.signIn(slug)
})

test.afterAll(() => site.stop())

/** One route and one thing that is asked for by it. */
type Place = { route: Route; thing: Thing; access: Access; isEarly?: boolean }

function placesToRead(route: Route): Place[] {
  const { read, unpublished: before } = accessTable[route.path] ?? {}
  const early = things.get(unpublished(route.path))
  return [
    ...(read ? [{ route, thing: thingOf(route), access: read }] : []),
    ...(before && early ? [{ route, thing: early, access: before, isEarly: true }] : []),
  ]
}

function thingOf({ path: route }: Route): Thing {
  const thing = things.get(route)
  if (!thing && route.includes(':')) throw new Error(`things.ts has nothing for ${route}`)
  return thing ?? { address: `/${route.replace('*', 'x')}`, missing: undefined, owners: [] }
}

const askersFor = ({ owners }: Thing) => askersOf(people, owners)

test('D18: every route says who may reach it, and nothing is said of a route that is not there', () => {
  expect(Object.keys(accessTable).sort()).toEqual(routes.map((route) => route.path).sort())
})

test('C7, D1, D2, D4, D7, D8, D9: every page is answered to each kind of person as declared, and reading writes nothing', async () => {
  test.setTimeout(600_000)
  const before = await readTables(site.client)

  const wrong = await inTurn(routes.flatMap(placesToRead), problemsOfReading)

  expect(wrong).toEqual([])
  expect(compared, 'private things beside things that never were').toBeGreaterThan(30)
  expect(await readTables(site.client)).toEqual(before)
})

const forms: Form[] = ['page', 'data', 'head']

/**
 * Everybody asks once for what is not public, and the forms take turns, so that each route is asked in
 * every form: all of them by all of them would be three times as long. What is public is asked for by
 * one kind in eight.
 */
function formOfAsking({ access, route }: Place, turn: number): Form | undefined {
  if (isNoting(route)) return 'head'
  const start = routes.indexOf(route)
  return access === 'anyone' && (turn + start) % 8
    ? undefined
    : forms[(turn + start) % forms.length]
}

async function problemsOfReading(where: Place) {
  const { route, thing, access } = where
  const wrong: string[] = []
  for (const [turn, asker] of askersFor(thing).entries()) {
    const form = formOfAsking(where, turn)
    if (!form) continue
    const got = await site.ask(thing.address, { form, slug: asker.slug })
    const want = wanted(where, asker)
    const told = `${form} ${thing.address} as ${asker.kind} (${asker.slug})`
    if (!fits(got, want, route)) wrong.push(`${told}: ${got.status}, not ${want}`)
    else if (
      want === 404 &&
      isOutside(access, asker) &&
      !(await isAsNever(thing, { got, form, asker }))
    )
      wrong.push(`${told}: not as if it had never been`)
  }
  return wrong
}

/** An address that is public once the thing is does not ask anybody to sign in before. */
function wanted({ access, isEarly }: Place, asker: Asker): Answer {
  const want = expected(access, asker)
  return isEarly && want === 'sign in' ? 404 : want
}

/** With the role, in another organisation: whoever would be let in if it were theirs. */
const isOutside = (access: Access, asker: Asker) =>
  typeof access === 'object' &&
  !asker.isInsider &&
  expected({ ...access, outsiders: undefined }, asker) === 'in'

let compared = 0

type Compared = { got: Got; form: Form; asker: Asker }

/** Something private and something that never was are answered in the same bytes. */
async function isAsNever({ address, missing }: Thing, { got, form, asker }: Compared) {
  if (!missing) return true
  const never = await site.ask(missing, { form, slug: asker.slug })
  compared++
  return plain(got, address) === plain(never, missing)
}

/** An answer without what is new in each one, and without the address asked for. */
function plain({ status, headers, text }: Got, address: string) {
  const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '-'
  return [status, headers.location, headers['content-type'], text.length && text]
    .join('\n')
    .replaceAll(nonce, 'NONCE')
    .replaceAll(String(headers['x-request-id']), 'REFERENCE')
    .replaceAll(address, 'ADDRESS')
    .replaceAll(encodeURIComponent(address), 'ADDRESS')
}

test('D6: whoever may not send a form changes nothing by it, and whoever may is answered', async () => {
  test.setTimeout(600_000)
  const before = await readTables(site.client)

  const wrong = await inTurn(routes.flatMap(placesToSend), problemsOfSending)

  expect(wrong).toEqual([])
  expect(await readTables(site.client)).toEqual(before)
  expect(
    reached,
    'forms of others that were whole enough to be refused for whose they are',
  ).toBeGreaterThan(40)
})

/** What anybody may send is for signing in and out, and to choose colours. */
function placesToSend(route: Route): Place[] {
  const access = accessTable[route.path]?.send
  return access && access !== 'anyone' ? [{ route, thing: thingOf(route), access }] : []
}

let reached = 0

async function problemsOfSending({ route, thing, access }: Place) {
  const wrong: string[] = []
  const owners = askersFor(thing)
  const form = await formOf(
    thing,
    owners.filter((asker) => expected(access, asker) === 'in'),
  )
  for (const [turn, asker] of owners.entries()) {
    const want = expected(access, asker)
    const isOwn = want === 'in'
    const body = isOwn ? unreadable : form
    const how: Form = (turn + routes.indexOf(route)) % 2 ? 'page' : 'data'
    const got = await site.ask(thing.address, { form: how, slug: asker.slug, body })
    const told = `${how} sent to ${thing.address} as ${asker.kind} (${asker.slug}): ${got.status}, not ${want}`
    // Whose thing it is decides the verb, once it has read the form: one that is not whole is told that first.
    const isForVerb = typeof want === 'number' && isNamed(access, asker)
    if (isForVerb && refusals.includes(got.status)) reached++
    const isRight = isForVerb ? [...refusals, 409, 422].includes(got.status) : isAnswered(got, want)
    if (!isRight) wrong.push(told)
  }
  return wrong
}

test('D11, D12, N3: no address, however odd, is a fault of ours, and none writes anything', async () => {
  test.setTimeout(600_000)
  const before = await readTables(site.client)
  const { text: openApi } = await site.ask('/api/v1/openapi.json', { form: 'page' })
  const odd = routes.flatMap((route) => oddlyAsked(route, openApi))

  const wrong = await inTurn(odd, problemsOfOddness)

  expect(wrong).toEqual([])
  expect(site.errors).toEqual([])
  expect(await readTables(site.client)).toEqual(before)
})

const queries = oddQueries(namesAsked())

/** What somebody who may read a route could ask it: odd words for all it reads, and for what its address names. */
function oddlyAsked(route: Route, openApi: string) {
  const thing = thingOf(route)
  const access = accessTable[route.path]?.read
  const asker = askersFor(thing).find((each) => access && expected(access, each) === 'in')
  if (!asker) return []
  const ofPage = isAsking(route.id) ? queries.filter(inTurns(route, 3)) : []
  const asked = route.path.startsWith('api/') ? oddApiQueries(openApi, route.path) : ofPage
  const odd = [...asked.map((query) => `${thing.address}?${query}`), ...oddlyNamed(route, thing)]
  return odd.map((address) => ({ address, slug: asker.slug }))
}

/** Each address takes its turn of the words, so that all together have had them all. */
const inTurns = (route: Route, turns: number) => (_word: string, turn: number) =>
  (turn + routes.indexOf(route)) % turns === 0

function oddlyNamed(route: Route, { address }: Thing) {
  const parts = route.path.split('/')
  const gaps = parts.flatMap((part, place) => (part.startsWith(':') ? [place + 1] : []))
  const share = oddWords.filter(inTurns(route, 5))
  return gaps.flatMap((gap) => share.map((word) => address.split('/').with(gap, word).join('/')))
}

async function problemsOfOddness({ address, slug }: { address: string; slug: string }) {
  const { status } = await site.ask(address, { form: 'page', slug })
  return status < 500 ? [] : [`${address.slice(0, 200)} as ${slug}: ${status}`]
}

/** No form of ours may hold this character, so that it is refused before anything is done. */
const unreadable = 'x=%00'

const refusals = [403, 404]

/** What somebody who may send it would send, as their own page has it. */
async function formOf({ address }: Thing, owners: Asker[]) {
  for (const { slug } of owners) {
    const { status, text } = await site.ask(address, { form: 'page', slug })
    if (status === 200) return filledForm(text)
  }
  return 'x=1'
}

/** Opening a file of evidence is noted, as whoever approves must have done it. Asking for its size is not. */
const isNoting = (route: Route) => route.path === 'claims/:claimId/evidence/:fileId'

/** A form comes back with what it held and the way to sign in, as a link and not by being led there (decision 070). */
const isSignIn = ({ status, headers, text }: Got) =>
  status === 401 ||
  (status === 302 && String(headers.location).startsWith('/sign-in')) ||
  (status === 202 && text.includes('"/sign-in'))

/** Later steps of signing in: whoever has not begun is led to where it begins. */
const laterSteps = ['sign-in/second-factor', 'sign-in/way-back']

function fits(got: Got, want: Answer, route: Route) {
  if (got.status === 401) return false
  if (laterSteps.includes(route.path) && isSignIn(got)) return true
  const isThere = !afterWork.includes(route.path) && route.path !== 'api/v1/*'
  return isAnswered(got, want === 'in' && !isThere ? 404 : want)
}

function isAnswered(got: Got, want: Answer) {
  if (want === 'sign in') return isSignIn(got)
  if (want !== 'in') return got.status === want
  return !isSignIn(got) && ![401, 403, 404, 405, 410].includes(got.status) && got.status < 500
}
