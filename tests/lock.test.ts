import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Package = { version?: string; resolved?: string; dev?: boolean }

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Package>
}
const installed = Object.entries(packages).map(([place, found]) => ({
  name: place.split('node_modules/').at(-1) ?? '',
  ...found,
}))

/** Below these, a hole that is known to the public is open: research in docs/decisions. */
const floors = {
  '@remix-run/server-runtime': '2.17.5',
  '@remix-run/express': '2.17.5',
  '@remix-run/router': '1.23.4',
  'react-router': '6.30.6',
  'react-router-dom': '6.30.6',
  express: '4.22.3',
  helmet: '8.3.0',
  '@prisma/client': '7.10.0',
  '@prisma/adapter-pg': '7.10.1',
  vite: '5.4.21',
}

const isBelow = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) < 0

test.each(Object.entries(floors))('%s is %s or newer everywhere', (name, floor) => {
  const versions = installed.flatMap((one) => (one.name === name ? [one.version ?? '0'] : []))

  expect(versions).not.toEqual([])
  expect(versions.filter((version) => isBelow(version, floor))).toEqual([])
})

test('the lock file names no place packages come from, so npm asks the registry it is set to', () => {
  expect(installed.filter(({ resolved }) => resolved)).toEqual([])
})
