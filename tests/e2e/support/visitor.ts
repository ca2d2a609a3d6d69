import { expect, request, type APIRequestContext } from '@playwright/test'
import { formsOf, linksOf, type SentForm } from './markup.ts'
import { routeOf, type Route } from './site-map.ts'

/** Somebody of the demonstration, and whose side they are on. */
export type Person = { slug: string; organisation: string }

/** A page as one person got it. */
export type Visit = {
  path: string
  from: string
  route: string
  status: number
  /** It was this page that was shown, and not another that the address leads on to. */
  isShown: boolean
  body: string
  forms: SentForm[]
}

/** A person with a browser's cookies but without a browser, which is faster. */
export type Visitor = Person & { request: APIRequestContext; visits: Visit[] }

/** Enough pages of a kind to meet it in different stages. */
const SAMPLES = 2

type Where = {
  site: string
  routes: Route[]
  /** Kinds of page that somebody signed out was shown: one of each is enough for what is shown to this person besides. */
  isPublic?: (route: string) => boolean
}

export async function visitAs(person: Person, { site, routes, isPublic = () => false }: Where) {
  const context = await request.newContext({ baseURL: site, extraHTTPHeaders: { Origin: site } })
  const isSignedOut = person.slug === ''
  if (!isSignedOut) {
    const form = { person: person.slug }
    const answer = await context.post('/sign-in/as-person', { form, maxRedirects: 0 })
    expect(answer.status(), `signing in as ${person.slug}`).toBe(302)
  }
  const samplesOf = (route: string) => (isPublic(route) ? 1 : SAMPLES)
  const starts = isSignedOut ? ['/'] : ['/workspace', '/']
  const visits = await crawl(context, { routes, samplesOf, starts })
  return { ...person, request: context, visits }
}

type Crawl = { routes: Route[]; samplesOf: (route: string) => number; starts: string[] }

/** Follows the links of every page, up to so many pages of each kind. */
async function crawl(context: APIRequestContext, { routes, samplesOf, starts }: Crawl) {
  const waiting = starts.map((path) => ({ path, from: '' }))
  const known = new Set(starts)
  const seen = new Map<string, number>()
  const visits: Visit[] = []
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const route = routeOf(next.path, routes)
    const count = seen.get(route) ?? 0
    if (count >= samplesOf(route)) continue
    seen.set(route, count + 1)
    const { url, status, body } = await read(context, next.path)
    const isShown = status === 200 && routeOf(url, routes) === route
    visits.push({ ...next, route, status, isShown, body, forms: formsOf(body, url) })
    for (const path of linksOf(body, url))
      if (!known.has(path)) {
        known.add(path)
        waiting.push({ path, from: next.path })
      }
  }
  return visits
}

/** Follows redirects, as a person's browser does. Files and data have no body here. */
export async function read(context: APIRequestContext, path: string, maxRedirects = 5) {
  // A connection that lay idle may be closed by the site at the moment it is used again.
  const answer = await context.get(path, { maxRedirects, maxRetries: 2 })
  const { location = '', 'content-type': type = '' } = answer.headers()
  const body = type.startsWith('text/html') ? await answer.text() : ''
  const { pathname: url } = new URL(answer.url())
  return { url, status: answer.status(), location, body }
}
