import fs from 'node:fs'

const asking =
  /(?:earch|earchParams)\s*\.(?:get|getAll|has)\(\s*'([\w-]+)'|cursorOf\(request, '([\w-]+)'/g

/** What any page or file of ours reads from the part of an address behind its question mark. */
export function namesAsked(): string[] {
  const sources = fs
    .readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => fs.readFileSync(`app/${name}`, 'utf8'))
  const names = sources.flatMap((source) =>
    [...source.matchAll(asking)].map(([, name, place]) => name ?? place ?? ''),
  )
  // The audit reads its own by the names of its filters.
  return [...new Set([...names, 'person', 'organisation', 'by', 'action', 'subject'])].sort()
}

const reading = /searchParams|useSearchParams|cursorOf|request\.url|\bread\w+\([^)]*request/

/** Whether a route's own file reads that part at all. */
export function isAsking(id: string) {
  const file = ['.tsx', '.ts', '/route.tsx'].map((end) => `app/${id}${end}`).find(fs.existsSync)
  if (!file) throw new Error(`There is no file for ${id}`)
  return reading.test(fs.readFileSync(file, 'utf8'))
}

const ID = '018f0000-0000-7000-8000-000000000000'
const cursor = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url')

/** What no link of ours leads to: each as it stands in an address. */
export const oddWords = [
  '',
  '%',
  '%FF%ED%A0%80',
  '%E2%80%AE%E2%80%8F%EF%BB%BF',
  '%0D%0ASet-Cookie:a=b',
  '%22%27%5C;--',
  "a':*%20%26%20(%20%7C%20!%20<->",
  '__proto__',
  '-1',
  '1e400',
  '2147483648',
  '9007199254740993',
  '9'.repeat(18),
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '9999-12-31',
  `999999999999999~${ID}`,
  `${'9'.repeat(14)}-${'9'.repeat(18)}`,
  `${'9'.repeat(18)}-999999999`,
  ID,
  '%F0%9F%A7%A8'.repeat(25),
]

/** Places where lists go on that anybody can write, as the API writes them. */
export const oddCursors = [
  cursor('councils', 'leeds\0'),
  ...['challenges', 'projects', 'payments', 'pots', 'in-kind-pledges'].flatMap((list) => [
    cursor(list, Number.MAX_SAFE_INTEGER),
    cursor(list, -1.5),
  ]),
  cursor('pledges', '0000-01-01T00:00:00Z', Number.MAX_SAFE_INTEGER),
  cursor('matches', '0000-01-01T00:00:00Z', ID),
  cursor('market-days', '9999-12-31T23:59:59.999Z', ID),
  cursor('market-days', '0000-01-01T00:00:00Z', ID),
]

/** An address asked with one odd word for everything, twice, as a list, in very long words, and with no name at all. */
export function oddQueries(names: string[]): string[] {
  const all = (word: string) => names.map((name) => `${name}=${word}`).join('&')
  return [
    ...oddWords.map(all),
    ['page', 'after', 'q'].map((name) => `${name}=1&${name}=2&${name}[]=3`).join('&'),
    '__proto__=1&__proto__[x]=1&constructor[prototype][x]=1',
    `q=${'x'.repeat(6_000)}&after=${'9'.repeat(6_000)}`,
    '&&=&==&%3D',
  ]
}

type Document = { paths: Record<string, { get: { parameters?: { name: string; in: string }[] } }> }

/** The API refuses an address for the first name that is wrong, so each that it knows is asked for by itself. */
export function oddApiQueries(document: string, path: string): string[] {
  const { paths } = JSON.parse(document) as Document
  const known = paths[path.replace('api/v1', '')]?.get.parameters ?? []
  const names = known.filter((each) => each.in === 'query').map(({ name }) => name)
  const odd = names.flatMap((name) => oddWords.map((word) => `${name}=${word}`))
  const cursors = names.includes('cursor') ? oddCursors.map((place) => `cursor=${place}`) : []
  return [...odd, ...cursors, 'other=1']
}
