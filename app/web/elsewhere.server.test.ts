import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { refusedAction } from '#app/domain/audit/refused-act.ts'
import { findSignedIn } from '#app/domain/auth/find-signed-in.server.ts'
import { sessionCookie } from '#app/domain/auth/session-cookie.server.ts'
import { pledgeReference } from '#app/domain/pledges/pledge.ts'
import { build } from '#tests/factories/index.ts'
import { guardRoutes } from './gate.server.ts'

type Module = NonNullable<ServerBuild['routes'][string]>['module']
const modules = import.meta.glob<Module>(
  '/app/routes/{acting-for,challenges.$slug.description,pledges.$reference._index,workspace.people.invitations.new}.tsx',
  { eager: true },
)

/** A page behind the gate, asked as the process asks it: what it shows, or what it throws. */
async function open(page: { file: string; path: string; params: object }, token: string) {
  const module = modules[`/app/routes/${page.file}.tsx`]
  const routes = { page: { id: 'page', path: page.path, module } }
  const { loader } = guardRoutes({ routes } as unknown as ServerBuild).routes.page?.module ?? {}
  const request = new Request('http://localhost:3000/the/page?tab=2', { headers: cookie(token) })
  const context = { nonce: '', reference: '', address: '', isForScript: false }
  try {
    return {
      shown: await loader?.({ request, params: page.params, context } as LoaderFunctionArgs),
    }
  } catch (thrown) {
    const { data, init } = thrown as { data: unknown; init: { status: number } }
    return { status: init.status, data }
  }
}

const cookie = (token: string) => ({ Cookie: sessionCookie(token).split(';')[0] ?? '' })

const pledgePage = (reference: string) => ({
  file: 'pledges.$reference._index',
  path: 'pledges/:reference',
  params: { reference },
})
const never = pledgePage('PL-999999')

const isActingFor = async (token: string) => (await findSignedIn(token))?.actor.organisationId
const refusals = () => db.auditEntry.count({ where: { action: refusedAction } })

/** An officer of Craven, which is part of Yorkshire from now, and a pledge it left waiting. */
async function handedOver() {
  const craven = await build.council({ name: 'Craven' })
  const yorkshire = await build.council({ name: 'Yorkshire' })
  const by = await build.officer({ organisation: craven })
  const pledge = await build.pledge({ round: await build.round(), by, state: 'awaiting-approval' })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const page = pledgePage(pledgeReference(pledge.number))
  return { craven, yorkshire, page, token: (await build.session(by)).token }
}

test('a link about a former council says whose it is, and changes nothing by itself', async () => {
  const { craven, yorkshire, page, token } = await handedOver()

  const answer = await open(page, token)

  expect(answer).toEqual({
    status: 404,
    data: {
      error: expect.any(String) as string,
      elsewhere: {
        now: 'Yorkshire',
        next: '/the/page?tab=2',
        organisations: [{ id: craven.id, name: 'Craven (now Yorkshire)' }],
      },
    },
  })
  expect(await isActingFor(token)).toBe(yorkshire.id)
  expect(await refusals()).toBe(0)
})

test('a thing that never was is not found, whatever else they may act for', async () => {
  const { token } = await handedOver()

  const answer = await open(never, token)

  expect(answer).toEqual({ status: 404, data: { error: expect.any(String) as string } })
})

test('for people of any other councils it is as if it had never been', async () => {
  const { page } = await handedOver()
  const stranger = await build.officer()
  await build.membership({ ...stranger, organisationId: (await build.council()).id })
  const { token } = await build.session(stranger)

  const there = await open(page, token)

  expect(there).toEqual(await open(never, token))
  expect(there.data).not.toHaveProperty('elsewhere')
})

test('somebody of two councils is told which of them may open a page that is not for the other', async () => {
  const lead = await build.officer()
  const challenge = await build.challenge({ by: lead })
  const { personId, organisationId } = await build.administrator()
  await build.membership({
    personId,
    organisationId: lead.organisationId,
    roles: ['officer'],
  })
  const { token } = await build.session({ personId })
  await db.session.updateMany({ where: { personId }, data: { actingForId: organisationId } })
  const page = {
    file: 'challenges.$slug.description',
    path: 'challenges/:slug/description',
    params: { slug: challenge.slug },
  }

  const answer = await open(page, token)

  expect(answer).toMatchObject({
    status: 403,
    data: { elsewhere: { organisations: [{ id: lead.organisationId }] } },
  })
})

test('a page that only a role held back would open is not told of', async () => {
  const { personId, organisationId } = await build.officer()
  const other = await build.council()
  await build.membership({ personId, organisationId: other.id, roles: ['administrator'] })
  const held = await build.session({ personId }, { isProved: false })
  const proved = await build.session({ personId })
  await db.session.updateMany({ where: { personId }, data: { actingForId: organisationId } })
  const page = {
    file: 'workspace.people.invitations.new',
    path: 'workspace/people/invitations/new',
    params: {},
  }

  expect((await open(page, proved.token)).data).toHaveProperty('elsewhere')
  expect((await open(page, held.token)).data).not.toHaveProperty('elsewhere')
})

test.each([
  ['/challenges/drafts/1?tab=2', '/challenges/drafts/1?tab=2'],
  ['//evil.test/', '/workspace'],
  ['https://evil.test/', '/workspace'],
  ['', '/workspace'],
])('acting for it with next %o leads to %s', async (next, to) => {
  const { craven, token } = await handedOver()
  const { action } = modules['/app/routes/acting-for.tsx'] ?? {}
  const body = new URLSearchParams({ organisationId: craven.id, next })
  const headers = cookie(token)
  const request = new Request('http://localhost:3000/acting-for', { method: 'POST', body, headers })

  const answer = await action?.({ request, params: {} } as ActionFunctionArgs)

  expect((answer as Response).headers.get('Location')).toBe(to)
  expect(await isActingFor(token)).toBe(craven.id)
})
