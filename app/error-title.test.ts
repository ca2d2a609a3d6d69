import { expect, test } from 'vitest'
import { isFormToMend, markTitles } from './error-title.ts'

const meta = () => [{ title: 'Pledge – Solve Once' }, { name: 'robots', content: 'noindex' }]
const describe = (hasFailed: boolean) =>
  markTitles({ page: { meta } }, () => hasFailed).page.meta.call(undefined, ...given)
const given = [{ location: { pathname: '/pledge' } }] as unknown as []

test('a page with a form to mend says so first in its title, and leaves the rest', () => {
  expect(describe(true)).toEqual([
    { title: 'Error: Pledge – Solve Once' },
    { name: 'robots', content: 'noindex' },
  ])
  expect(describe(false)[0]).toEqual({ title: 'Pledge – Solve Once' })
})

test('only an answer with fields is a form to mend', () => {
  expect(isFormToMend({ page: { error: 'Check', fields: {}, values: {} } })).toBe(true)
  expect(isFormToMend({ page: { people: [] } })).toBe(false)
  expect(isFormToMend(null)).toBe(false)
})
