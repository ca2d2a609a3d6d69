import { expect, test } from 'vitest'
import { choosePeopleToTry, type OrganisationToTry } from './people-to-try.ts'

const organisation = (
  name: string,
  people: number,
  kind: OrganisationToTry['kind'] = 'council',
) => ({
  name,
  kind,
  people: Array.from({ length: people }, (_, place) => ({
    slug: `${name}-${place}`,
    name,
    jobTitle: 'Officer',
    roles: [],
  })),
})
const names = (organisations: OrganisationToTry[]) => organisations.map(({ name }) => name)

test('the three councils with most people are shown, the rest can still be chosen', () => {
  const { shown, others } = choosePeopleToTry([
    organisation('Bath', 1),
    organisation('Fife', 2),
    organisation('Hull', 1),
    organisation('Leeds', 3),
    organisation('Solve Once', 2, 'platform'),
  ])

  expect(shown.map(({ kind }) => kind)).toEqual(['council', 'platform'])
  expect(names(shown[0]?.organisations ?? [])).toEqual(['Leeds', 'Fife', 'Bath'])
  expect(names(others)).toEqual(['Hull'])
})

test('nobody to choose is nobody shown', () => {
  expect(choosePeopleToTry([])).toEqual({ shown: [], others: [] })
})
