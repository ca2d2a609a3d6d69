// Runs what a change must pass, all of it even when something fails, and adds up the result.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { failures } from './setup/failures.mjs'

const reports = path.resolve('node_modules/.cache/solve-once')
const total = { passed: 0, failed: 0, skipped: 0 }
const wrong = []
const done = new Set()
const wanted = process.argv.slice(2)
const source = ['app', 'emails', 'prisma', 'tests', 'scripts'].filter((name) => fs.existsSync(name))

/** What journeys need takes one core for minutes, so it is made while the other one checks the source. */
const readyForJourneys = [
  ['sites for the journeys', ['--import', 'tsx', 'tests/setup/fill-sites.ts']],
  ['pages and a browser', ['scripts/setup.mjs', '--browser']],
]

/**
 * Each journey once, and every third page in dark colours: the second of its two ways, with JavaScript and without, and
 * the other pages are for `npm run e2e` alone.
 */
const isShort = wanted.includes('check')

const runs = {
  async check() {
    const imported = source.filter((name) => name !== 'scripts')
    const prettier = 'node_modules/prettier/bin/prettier.cjs'
    const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'
    await sideBySide([
      ...(wanted.includes('e2e') ? readyForJourneys : []),
      ['types', ['node_modules/typescript-native/bin/tsc', '--noEmit']],
      ['format', [prettier, '--check', '--log-level', 'warn', ...source]],
      ['lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...source]],
      ['imports', [cruiser, ...imported, '--output-type', 'err']],
    ])
    counted('unit and integration tests', 'vitest/vitest.mjs', {
      options: [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${reports}/vitest.json`,
      ],
      report: 'vitest.json',
      read: ({
        numPassedTests,
        numFailedTests,
        numPendingTests,
        numFailedTestSuites,
        success,
      }) => ({
        passed: numPassedTests,
        // A file that cannot even be read has no tests that could fail.
        failed: numFailedTests || (success ? 0 : Math.max(1, numFailedTestSuites)),
        skipped: numPendingTests,
      }),
    })
  },
  e2e() {
    if (isShort)
      console.log(
        '\nEach journey goes one way here, and one page in three is asked about its colours; `npm run e2e` does all.',
      )
    counted('journeys', '@playwright/test/cli.js', {
      options: ['test', '--reporter=list,json', ...(isShort ? ['--grep-invert=@again'] : [])],
      env: {
        PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/playwright.json`,
        ...(isShort && { E2E_FORM: 'short' }),
        ...(done.has('sites for the journeys') && { E2E_SITES: 'filled' }),
      },
      report: 'playwright.json',
      read: ({ stats, errors }) => ({
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected + errors.length,
        skipped: stats.skipped,
      }),
    })
  },
}

for (const name of wanted) await runs[name]()
if (wrong.length) console.log(`\n── what went wrong\n${wrong.join('\n')}`)
const skipped = total.skipped ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exit(total.failed ? 1 : 0)

function run(name, script, { options, env }) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [path.join('node_modules', script), ...options], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  console.log(`${status === 0 ? 'passed' : 'FAILED'} in ${secondsSince(started)} s`)
  return status === 0
}

/** Two at a time, since each has use for one core; what each says is printed whole when it ends. */
async function sideBySide(steps) {
  const waiting = [...steps]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await step(...next)
  }
  await Promise.all([work(), work()])
}

async function step(name, options) {
  const started = performance.now()
  const child = spawn(process.execPath, options)
  let told = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (told += text))
  const status = await new Promise((resolve) => child.once('close', resolve))
  total[status === 0 ? 'passed' : 'failed']++
  if (status === 0) done.add(name)
  else wrong.push(`${name}: see above`)
  const result = `${status === 0 ? 'passed' : 'FAILED'} in ${secondsSince(started)} s`
  console.log(`\n── ${name}\n${told}${result}`)
}

function secondsSince(started) {
  return ((performance.now() - started) / 1000).toFixed(1)
}

function counted(name, script, { options, env, report, read }) {
  const file = path.join(reports, report)
  fs.mkdirSync(reports, { recursive: true })
  fs.rmSync(file, { force: true })
  const fine = run(name, script, { options, env })
  const told = fs.existsSync(file) && JSON.parse(fs.readFileSync(file, 'utf8'))
  const result = told ? read(told) : { passed: 0, failed: 1, skipped: 0 }
  if (told) wrong.push(...failures[report](told))
  if (!fine && result.failed === 0) result.failed = 1
  for (const kind of Object.keys(total)) total[kind] += result[kind]
}
