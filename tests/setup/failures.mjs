import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LINES = 6
const WIDTH = 160

/**
 * What went wrong in a run, from its JSON report, in as few lines as name it: whoever only sees the end of the
 * output can begin there. A test that failed and then passed is among them.
 */
export const failures = {
  'vitest.json': ({ testResults }) =>
    testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed')
      if (status === 'failed' && failed.length === 0) return [told(name, 'whole file', message)]
      return failed.map((test) => told(name, test.fullName, test.failureMessages.join('\n')))
    }),
  'playwright.json': ({ suites, errors, config }) => [
    ...errors.map(({ message, location }) => told(location?.file ?? '', 'set-up', message)),
    ...suites.flatMap(specsOf).flatMap(({ file, title, tests }) =>
      tests
        .flatMap(({ results }) => results)
        .flatMap(({ retry, errors: found }) =>
          found.map(({ message, location }) => {
            const at = location ? `, line ${location.line}` : ''
            return told(
              path.join(config.rootDir, file),
              `${title} (try ${retry + 1}${at})`,
              message,
            )
          }),
        ),
    ),
  ],
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]

function told(file, title, message) {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim())
    .slice(0, LINES)
  const place = path.relative('.', file)
  return [`${place}: ${title}`, ...lines.map((line) => `  ${line.slice(0, WIDTH)}`)].join('\n')
}
