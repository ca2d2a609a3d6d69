import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { askToJoin } from './ask-to-join.server.ts'
import { decideJoinRequest } from './decide-join-request.server.ts'
import { listJoinRequests } from './join-queries.server.ts'
import { readRequestFilters, requestsHref } from './join-request.ts'

const filters = (text: string) => readRequestFilters(new URLSearchParams(text))

async function councilAsked() {
  const organisation = await build.council()
  await db.organisation.update({
    where: { id: organisation.id },
    data: { websiteDomain: `${organisation.slug}.gov.uk` },
  })
  const ada = await build.administrator({ organisation })
  const ask = (name: string, jobTitle: string) =>
    transaction((tx) =>
      askToJoin(tx, `${name.toLowerCase()}@${organisation.slug}.gov.uk`, {
        organisationId: organisation.id,
        name,
        jobTitle,
      }),
    )
  await ask('Ida', 'Highways engineer')
  await ask('Ola', 'Librarian')
  await ask('Una', 'Planner')
  const found = async (text: string) =>
    (await listJoinRequests(ada, filters(text))).requests.map(({ name }) => name)
  return { ada, found }
}

test('requests are found by their state, and by words in who asked', async () => {
  const { ada, found } = await councilAsked()
  const { requests } = await listJoinRequests(ada)
  const [ida, ola] = requests
  await decideJoinRequest(ada, ida?.id ?? '', { decision: 'yes', roles: ['officer'], reason: '' })
  await decideJoinRequest(ada, ola?.id ?? '', { decision: 'no', roles: [], reason: 'Not now' })

  expect(await found('')).toEqual(['Una'])
  expect(await found('state=accepted')).toEqual(['Ida'])
  expect(await found('state=declined')).toEqual(['Ola'])
  expect(await found('state=accepted&q=ida')).toEqual(['Ida'])
  expect(await found('state=declined&q=LIBR')).toEqual(['Ola'])
  expect(await found('state=nonsense&q=una')).toEqual(['Una'])
  expect(await found('q=%25')).toEqual([])
})

test('whoever was let in is listed without the address they asked from', async () => {
  const { ada } = await councilAsked()
  const [ida] = (await listJoinRequests(ada)).requests
  await decideJoinRequest(ada, ida?.id ?? '', { decision: 'yes', roles: [], reason: '' })

  const { requests } = await listJoinRequests(ada, filters('state=accepted'))

  expect(requests).toMatchObject([{ name: 'Ida', email: '', jobTitle: '' }])
})

test('the address of a page keeps its filters', () => {
  expect(requestsHref(filters('q=a+b&state=declined'), 2)).toBe(
    '/workspace/people/requests?q=a+b&state=declined&page=2',
  )
  expect(requestsHref(filters(''))).toBe('/workspace/people/requests')
})
