// Makes a fresh clone ready: installs, generates, builds, finds a browser. Plain Node, so that it runs
// before anything is installed. What is ready already is left alone.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
const stamps = 'node_modules/.cache/solve-once'

needNode(20, 19)
install()
once('prisma-client', ['prisma/schema', 'prisma.config.ts', 'package-lock.json'], {
  made: 'prisma/generated/client.ts',
  make: () => node('node_modules/prisma/build/index.js', 'generate', '--no-hints'),
})
if (!process.argv.includes('--no-build')) {
  const sources = ['app', 'emails', 'public', 'prisma/schema', 'package-lock.json']
  once('pages', [...sources, 'vite.config.ts', 'remix.config.js'], {
    made: 'build/server/index.js',
    make: () => node('node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'warn'),
  })
}
if (process.argv.includes('--browser')) await needBrowser()

function say(what) {
  console.log(`[set-up] ${what}`)
}

function stop(why) {
  console.error(`[set-up] ${why}`)
  process.exit(1)
}

function needNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number)
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return
  stop(`Node ${major}.${minor} or newer is needed; this is ${process.version}.`)
}

function install() {
  if (isInstalled()) return
  say('installing packages')
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  if (npm) node(npm, ...options)
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', options)
}

/** Compares the lock file with the one npm writes beside what it has installed. */
function isInstalled() {
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages
  try {
    const have = read('node_modules/.package-lock.json')
    return Object.entries(read('package-lock.json')).every(
      ([name, { version, optional }]) => !name || optional || have[name]?.version === version,
    )
  } catch {
    return false
  }
}

/** Makes something again only when what it is made of has changed. */
function once(name, sources, { made, make }) {
  const stamp = path.join(stamps, name)
  const hash = hashOf(sources)
  const before = fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8')
  if (before === hash && fs.existsSync(made)) return
  say(`making ${name}`)
  make()
  fs.mkdirSync(stamps, { recursive: true })
  fs.writeFileSync(stamp, hash)
}

function hashOf(places) {
  const hash = createHash('sha256').update(process.version)
  for (const file of places.flatMap(filesIn)) hash.update(file).update(fs.readFileSync(file))
  return hash.digest('hex')
}

function filesIn(place) {
  if (!fs.existsSync(place)) return []
  if (fs.statSync(place).isFile()) return [place]
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** Debian's own package is there in seconds and has nothing to draw but the pages, so it comes first. */
async function needBrowser() {
  const { findBrowser } = await import('../tests/setup/browser.mjs')
  const isRoot = process.getuid?.() === 0
  const ways = [
    () => isRoot && aptInstall('chromium-headless-shell'),
    playwrightInstall,
    () => isRoot && aptInstall('chromium'),
  ]
  for (const way of ways) {
    if (await findBrowser()) return
    say('installing Chromium')
    way()
  }
  if (!(await findBrowser()))
    stop('The tests need Chromium. Install it, or name one by CHROMIUM_PATH, and run again.')
}

function playwrightInstall() {
  const cli = 'node_modules/@playwright/test/cli.js'
  const quiet = { stdio: 'ignore', timeout: 300_000 }
  spawnSync(process.execPath, [cli, 'install', '--with-deps', 'chromium'], quiet)
}

function aptInstall(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, stdio: 'ignore', timeout: 300_000 }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options)
}

function node(script, ...options) {
  run(process.execPath, [script, ...options])
}

function run(program, options) {
  const { status } = spawnSync(program, options, { stdio: 'inherit' })
  if (status !== 0) stop(`${path.basename(options[0] ?? program)} failed.`)
}
