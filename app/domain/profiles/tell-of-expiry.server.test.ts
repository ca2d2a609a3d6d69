import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { keepCredential } from './keep-credential.server.ts'
import { tellOfExpiry } from './tell-of-expiry.server.ts'
import { withdrawCredential } from './withdraw-credential.server.ts'

const until = { validFrom: '2027-01-01', expiresOn: '2027-12-31' }

async function entered() {
  clock.set('2027-09-14T09:00:00+01:00')
  const founder = await build.member({ name: 'Ruth' })
  return { founder, id: await build.credential(founder, until) }
}

const told = async (id: string) =>
  (
    await db.outboxEmail.findMany({
      where: { idempotencyKey: { contains: id } },
      orderBy: { createdAt: 'asc' },
      select: { subject: true },
    })
  ).map(({ subject }) => subject.replace(/ of .* expire/, ' expire'))

test('a firm is told thirty days before and on the last day, each once', async () => {
  const { id } = await entered()
  const at = async (instant: string) => {
    clock.set(instant)
    await Promise.all([tellOfExpiry(), tellOfExpiry()])
    return told(id)
  }

  expect(await at('2027-11-30T23:59:00Z')).toEqual([])
  expect(await at('2027-12-01T00:00:00Z')).toEqual(['Cyber Essentials expires in 30 days'])
  expect(await at('2027-12-30T23:59:00Z')).toHaveLength(1)
  expect(await at('2027-12-31T00:00:00Z')).toEqual([
    'Cyber Essentials expires in 30 days',
    'Cyber Essentials expires today',
  ])
  expect(await at('2028-03-01T00:00:00Z')).toHaveLength(2)
})

test('told late, it is told once, as it stands', async () => {
  const { id } = await entered()

  clock.set('2028-01-05T09:00:00Z')
  await tellOfExpiry()

  expect(await told(id)).toEqual(['Cyber Essentials expired on 31 December 2027'])
})

test('all people of the firm are told, and nobody of another', async () => {
  const { founder, id } = await entered()
  const firm = await db.organisation.findUniqueOrThrow({ where: { id: founder.organisationId } })
  await build.administrator({ organisation: firm })
  await build.member()

  clock.set('2027-12-20T09:00:00Z')
  await tellOfExpiry()

  expect(await told(id)).toHaveLength(2)
})

test('what was renewed or taken back is told of no more', async () => {
  const { founder, id } = await entered()
  const other = await build.credential(founder, { ...until, kind: 'iso-9001' })
  await keepCredential(founder, {
    ...build.credentialSaid({ validFrom: '2028-01-01', expiresOn: '2028-12-31' }),
    insteadOf: { id, as: 'renewed' },
  })
  await withdrawCredential(founder, other)

  clock.set('2027-12-31T09:00:00Z')
  await tellOfExpiry()

  expect([await told(id), await told(other)]).toEqual([[], []])
})
