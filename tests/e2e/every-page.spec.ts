import { expect, test, type Browser, type Page } from '@playwright/test'
import { untouched } from '../setup/sites.ts'
import { startSite, type Site } from '../who-may/site.ts'
import { afterWork } from './support/after-work.ts'
import { addressesLookedAt, findBarriers, overflowOfLongWords } from './support/accessible.ts'
import { addressesOf, listRoutes, routeOf, thingOf, type Route } from './support/site-map.ts'
import { read, visitAs, type Person, type Visitor } from './support/visitor.ts'

/** Each kind of person, and enough of them to have every kind of work going. */
const people: Person[] = [
  { slug: '', organisation: 'nobody' },
  { slug: 'priya-nair', organisation: 'Sheffield' },
  { slug: 'margaret-osei', organisation: 'Sheffield' },
  { slug: 'daniel-whitlock', organisation: 'Sheffield' },
  { slug: 'helen-marsh', organisation: 'Leeds' },
  { slug: 'tom-ackroyd', organisation: 'Leeds' },
  { slug: 'ruth-okafor', organisation: 'Fernhill Labs' },
  { slug: 'sam-trewin', organisation: 'Tideline Digital' },
  { slug: 'gareth-ashworth', organisation: 'Office for Digital Devolution' },
  { slug: 'naomi-clarke', organisation: 'Office for Digital Devolution' },
  { slug: 'beth-carraway', organisation: 'Shared Solutions Trust' },
  { slug: 'marcus-hale', organisation: 'Solve Once' },
]

const nameOf = (slug: string) => slug || 'somebody signed out'

let site: Site
let routes: Route[] = []
let visitors: Visitor[] = []
const windows = new Map<Visitor, Page>()
/** Every address that a link or a form of any page leads to. */
const known = new Set<string>()

test.beforeAll(async () => {
  test.setTimeout(600_000)
  site = await startSite(untouched.everyPage)
  routes = await listRoutes()
  visitors = []
  const isPublic = (route: string) =>
    visitors.some(
      ({ slug, visits }) => !slug && visits.some((visit) => visit.route === route && visit.isShown),
    )
  for (const person of people)
    visitors.push(await visitAs(person, { site: site.address, routes, isPublic }))
  for (const { path, forms } of visitors.flatMap(({ visits }) => visits)) {
    known.add(path)
    for (const { action } of forms) known.add(action)
  }
})

test.afterAll(async () => {
  for (const page of windows.values()) await page.context().close()
  await Promise.all(visitors.map(({ request }) => request.dispose()))
  await site.stop()
})

test('every link leads somewhere, for everybody who sees it', () => {
  const broken = visitors.flatMap(({ slug, visits }) =>
    visits
      .filter(({ status }) => status >= 400)
      .map(({ status, path, from }) => `${status} ${path} from ${from} for ${nameOf(slug)}`),
  )
  expect(broken).toEqual([])
})

test('B9: no page holds the secret of a session, or what is kept of it', async () => {
  const { rows } = await site.client.query<{ id: string }>('select id from sessions')
  const states = await Promise.all(visitors.map(({ request }) => request.storageState()))
  const cookies = states.flatMap((state) => state.cookies.filter(({ name }) => name === 'session'))
  const secrets = [...rows.map(({ id }) => id), ...cookies.map(({ value }) => value)]
  expect(secrets.length).toBeGreaterThan(visitors.length)

  const telling = visitors.flatMap(({ slug, visits }) =>
    visits
      .filter(({ body }) => secrets.some((secret) => body.includes(secret)))
      .map(({ path }) => `${path} for ${nameOf(slug)}`),
  )

  expect(telling).toEqual([])
})

test('every page opens for whom it is for, can be found from another, and stops nobody', async ({
  browser,
}) => {
  test.setTimeout(2_400_000)
  const unknown: string[] = []
  const lookedAt = new Set(addressesLookedAt().map((address) => routeOf(address, routes)))
  for (const { path } of routes.filter(({ isPage }) => isPage)) {
    const place = await findPage(path)
    if (!place?.isLinked && !afterWork.has(path)) unknown.push(path)
    if (!place || lookedAt.has(path)) continue
    const { visitor, address } = place
    await test.step(`${address} as ${nameOf(visitor.slug)}`, async () => {
      const page = await windowOf(visitor, browser)
      await page.goto(address)
      expect.soft(await findBarriers(page)).toEqual([])
      expect.soft(await overflowOfLongWords(page), `sideways at ${address}`).toBe(0)
    })
  }
  expect(unknown, 'pages that no page leads to').toEqual([])
})

/**
 * One window for all pages that a person looks at: what pages have in common is fetched once. They are
 * looked at as they are before scripts start; journeys look at theirs with scripts running.
 */
async function windowOf(visitor: Visitor, browser: Browser) {
  const open = windows.get(visitor)
  if (open) return open
  const context = await browser.newContext({
    baseURL: site.address,
    storageState: await visitor.request.storageState(),
  })
  await context.route('**/assets/*.js', (script) => script.abort())
  const page = await context.newPage()
  windows.set(visitor, page)
  return page
}

/** So many addresses a page is tried at by each person, the ones that a page leads to first. */
const TRIES = 6

async function findPage(path: string) {
  for (const visitor of visitors) {
    const visit = visitor.visits.find((each) => each.route === path && each.isShown)
    if (visit) return { visitor, address: visit.path, isLinked: true }
  }
  // Nobody is led there before the work is done; its journey is.
  if (afterWork.has(path)) return
  const isLinked = [...known].some((address) => routeOf(address, routes) === path)
  const addresses = addressesOf(path, known)
  const linked = addresses.filter((address) => known.has(address))
  const tried = [...new Set([...linked, ...addresses])].slice(0, TRIES)
  for (const visitor of visitors)
    for (const address of tried) {
      const { status } = await read(visitor.request, address, 0)
      expect.soft(status, `${address} for ${nameOf(visitor.slug)}`).toBeLessThan(500)
      if (status === 200) return { visitor, address, isLinked }
    }
}

const nonsense = ['', '%00%ff', '-1e99']

/** Forms that any answer is good for, or that would do what they are for. */
const takesAnything = [
  'theme',
  'sign-out',
  'challenges/:slug/following',
  'challenges/:slug/co-signature',
  // Each line is answered with what became of it.
  'collections/statement',
  // No codes at all is an answer.
  'workspace/cost-codes',
  // Nobody named another of the councils, and other fields name nobody.
  'successions/:successionId/people',
  'pledges/:reference/withdrawal',
  // A reason is in anybody's own words.
  'legal-holds/:holdId',
  'directory/stops/:stopId',
]

test('D11, D12: nonsense in any form is refused as a mistake of whoever sent it', async () => {
  test.setTimeout(600_000)
  const kinds = kindsOfForm()
  expect(kinds.length).toBeGreaterThan(20)
  for (const { visitor, action, names } of kinds)
    for (const value of nonsense) {
      const data = names.map((name) => `${encodeURIComponent(name)}=${value}`).join('&')
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const answer = await visitor.request.post(action, {
        data,
        headers,
        maxRedirects: 0,
        maxRetries: 2,
      })
      const told = `${nameOf(visitor.slug)} sends ${data} to ${action}: ${answer.status()}`
      expect.soft(Math.floor(answer.status() / 100), told).toBe(4)
    }
})

/** Each kind of form that was seen, as the first person who saw it. */
function kindsOfForm() {
  const kinds = new Map<string, { visitor: Visitor; action: string; names: string[] }>()
  for (const visitor of visitors)
    for (const { action, names: all } of visitor.visits.flatMap(({ forms }) => forms)) {
      // Nonsense there would be all that is answered.
      const names = all.filter((name) => name !== 'openedFor')
      const route = routeOf(action, routes)
      const kind = `${route} ${names.join(' ')}`
      if (names.length > 0 && !takesAnything.includes(route) && !kinds.has(kind))
        kinds.set(kind, { visitor, action, names })
    }
  return [...kinds.values()]
}

test('D1, D9: what is private looks like what never was', async () => {
  test.setTimeout(600_000)
  let compared = 0
  for (const { owner, address, path } of pagesOfThings())
    for (const outsider of outsidersOf(owner)) {
      const { page, missingAddress, name, missing } = thingOf(address, path)
      if ((await read(outsider.request, page)).status === 200) continue
      const real = await read(outsider.request, address, 0)
      if (real.status === 200) continue
      const never = await read(outsider.request, missingAddress, 0)
      const told = `${address} for ${nameOf(outsider.slug)}: ${real.status}, not ${never.status}`
      expect.soft(plain(real, name) === plain(never, missing), told).toBe(true)
      compared++
    }
  expect(compared).toBeGreaterThan(50)
})

/** One page of each kind that is about something, with somebody who may see it. */
function* pagesOfThings() {
  for (const { path } of routes.filter((route) => route.path.includes(':')))
    for (const owner of visitors) {
      const visit = owner.visits.find((each) => each.route === path && each.isShown)
      if (!visit) continue
      yield { owner, address: visit.path.split('?')[0] ?? '', path }
      break
    }
}

/** One of each other organisation. */
const outsidersOf = ({ organisation }: Visitor) =>
  visitors.filter(
    (visitor, place) =>
      visitor.organisation !== organisation &&
      visitors.findIndex((each) => each.organisation === visitor.organisation) === place,
  )

/** An answer without what differs each time it is given, or only repeats the address asked for. */
function plain({ status, location, body }: Awaited<ReturnType<typeof read>>, name: string) {
  const shown = body
    .slice(body.indexOf('<body'))
    .replaceAll(/<script.*?<\/script>/gs, '')
    .replaceAll(/ nonce="[^"]*"/g, '')
  return [status, location, shown].join('\n').replaceAll(name, 'NAME')
}
