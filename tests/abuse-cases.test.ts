import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = '../shared/research/security.md'
const hasSource = existsSync(source)
const groups = 'ABCDJKNR'

/** What there is nothing to try of, or no test for, and why. */
const withoutTest = new Map([
  ['A15', 'nobody changes the address of an account: whoever has another is invited to it'],
  [
    'D15',
    'a firm is not suspended: it stops being verified, and sends no pitch and takes no slot (D3, requireVerified)',
  ],
  ['D16', 'a challenge is not withdrawn once it is published: its round lapses, in public'],
  ['D17', 'nobody sees the site as somebody else'],
])

const cases = () =>
  [...readFileSync(source, 'utf8').matchAll(/^- ([A-Z])(\d+) /gm)].flatMap(
    ([, group = '', number = '']) => (groups.includes(group) ? [group + number] : []),
  )

/** The cases that names of tests begin with, like "A5, A6: another browser is refused". */
function* named() {
  for (const folder of ['app', 'emails', 'tests'])
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(test|spec)\.tsx?$/.test(file)) continue
      const text = readFileSync(`${folder}/${file}`, 'utf8')
      for (const [, ids = ''] of text.matchAll(/['"`]((?:[A-Z]\d+, )*[A-Z]\d+): /g))
        yield* ids.split(', ')
    }
}

if (!hasSource)
  console.log(`${source} is not here, so nobody asks whether each abuse case has a test.`)

test.runIf(hasSource)(
  'every abuse case of sign-in, permission and the edge has a test of its name, or says why not',
  () => {
    const known = new Set(named())
    const open = cases().filter((id) => !known.has(id))

    expect(cases().length).toBeGreaterThan(80)
    expect(open.sort()).toEqual([...withoutTest.keys()].sort())
  },
)
