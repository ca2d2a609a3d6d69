/** A route of the built site, like `challenges/:slug/pledges.csv`, and the addresses it answers. */
export type Route = { id: string; path: string; pattern: RegExp; isPage: boolean }

type BuiltRoute = { id: string; path?: string; module: { default?: unknown } }

/** Every address pattern of the built site, exact ones before those with parameters. */
export async function listRoutes(): Promise<Route[]> {
  const built = new URL('../../../build/server/index.js', import.meta.url).href
  const { routes } = (await import(built)) as { routes: Record<string, BuiltRoute> }
  return Object.values(routes)
    .filter(({ id }) => id !== 'root')
    .map(({ id, path = '', module }) => ({
      id,
      path,
      pattern: new RegExp(`^/${patternOf(path)}/?$`),
      // What has nothing to show is a file, data for a program, or only takes a form.
      isPage: module.default !== undefined,
    }))
    .sort((a, b) => parameters(a.path) - parameters(b.path))
}

const patternOf = (path: string) =>
  path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')

const parameters = (path: string) => (path.match(/[:*]/g) ?? []).length

const pathOf = (address: string) => address.split(/[?#]/)[0] ?? ''

export const routeOf = (address: string, routes: Route[]) =>
  routes.find(({ pattern }) => pattern.test(pathOf(address)))?.path ?? `no route: ${address}`

/** The addresses of a route for the things seen so far: another of their pages. */
export function addressesOf(path: string, seen: Iterable<string>) {
  const end = path.lastIndexOf(':')
  if (end < 0) return [`/${path}`]
  const rest = path.slice(end).replace(/^:\w+/, '')
  const start = new RegExp(`^/${patternOf(path.slice(0, path.length - rest.length))}(?=[/.]|$)`)
  const found = [...seen].flatMap((address) => address.match(start) ?? [])
  return [...new Set(found)].map((address) => address + rest)
}

/** Where a page lies: the thing its address names first, and the same page of one that never was. */
export function thingOf(address: string, path: string) {
  const place = path.split('/').findIndex((part) => part.startsWith(':'))
  const parts = pathOf(address).slice(1).split('/')
  const name = parts[place] ?? ''
  const missing = missingLike(name)
  return {
    name,
    missing,
    page: `/${parts.slice(0, place + 1).join('/')}`,
    missingAddress: `/${parts.with(place, missing).join('/')}`,
  }
}

/** A name of the same shape that nothing has. */
export function missingLike(name: string) {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name))
    return name.slice(0, -6) + (name.endsWith('000000') ? '000001' : '000000')
  if (/^[A-Z]+-\d+$/.test(name)) return name.replace(/\d+$/, '999999')
  if (/^\d+$/.test(name)) return '999999'
  return 'no-such-thing'
}
