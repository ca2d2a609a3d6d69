import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { endSuccession } from './end-succession.server.ts'
import { proposeSuccession } from './propose-succession.server.ts'
import { getSuccession, listSuccessions } from './queries.server.ts'
import { succeedOrganisations } from './succeed-organisations.server.ts'
import { SuccessionInput } from './succession.ts'

const order = (more: Record<string, string>) =>
  SuccessionInput.parse({
    kind: 'here',
    operationKey: newId(),
    vestsOn: '2028-04-01',
    source: 'The North Yorkshire (Structural Changes) Order 2027',
    ...more,
  })

const isFormer = async ({ id }: { id: string }) =>
  (await db.formerOrganisation.count({ where: { id } })) > 0

test('nothing happens until a second operator confirms it, and then on its day', async () => {
  clock.set('2028-03-30T09:00:00Z')
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const asked = { predecessors: [craven], successor: yorkshire, vestsOn: '2028-04-01' }
  const { id, first, second } = await build.succession(asked)

  await succeedOrganisations()
  await expect(confirmSuccession(first, id)).rejects.toMatchObject({ kind: 'forbidden' })
  clock.set('2028-04-01T09:00:00Z')
  await succeedOrganisations()
  expect(await isFormer(craven)).toBe(false)
  clock.set('2028-03-31T22:59:00Z')
  await confirmSuccession(second, id)
  await succeedOrganisations()
  expect(await isFormer(craven)).toBe(false)
  clock.set('2028-03-31T23:00:00Z')
  await succeedOrganisations()

  expect(await db.formerOrganisation.findUniqueOrThrow({ where: { id: craven.id } })).toMatchObject(
    {
      successorId: yorkshire.id,
      answeredById: yorkshire.id,
      nameThen: craven.name,
      endedOn: new Date('2028-04-01'),
    },
  )
})

test('confirmed on its day or later, it happens at once', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]

  const { id, first } = await build.succeeded({ predecessors: [craven], successor: yorkshire })

  expect((await getSuccession(first, id)).state).toBe('happened')
  expect(await isFormer(craven)).toBe(true)
})

test('a council that the order makes is on the register once it is confirmed, and not before', async () => {
  clock.set('2028-03-30T09:00:00Z')
  const [craven, selby] = [await build.council(), await build.council()]
  const [first, second] = [await build.operator(), await build.operator()]
  const made = { name: 'North Yorkshire', gss: 'e06900065', type: 'unitary' }
  const place = 'Yorkshire and The Humber'
  const predecessors = `${craven.name}\n\n ${selby.slug} `
  const input = order({ kind: 'new', predecessors, ...made, place })
  const where = { name: 'North Yorkshire', kind: 'council' }

  const { id } = await proposeSuccession(first, input)
  await proposeSuccession(first, input)
  expect(await db.organisation.count({ where })).toBe(0)
  await confirmSuccession(second, id)

  const successor = await db.organisation.findFirstOrThrow({ where, include: { council: true } })
  expect(successor).toMatchObject({
    slug: 'north-yorkshire',
    council: { gss: 'E06900065', nation: 'England', region: place, isUpperTier: true },
  })
  expect((await getSuccession(first, id)).predecessors).toHaveLength(2)
})

test('a new council called as one that ends has an address of its own', async () => {
  const county = await build.council({ name: 'Cumbria', slug: 'cumbria' })
  const [first, second] = [await build.operator(), await build.operator()]
  const made = { name: 'Cumbria', gss: 'E06900099', type: 'unitary', place: 'North West' }

  const input = order({ kind: 'new', predecessors: county.slug, ...made })
  await confirmSuccession(second, (await proposeSuccession(first, input)).id)

  expect(await db.organisation.count({ where: { slug: 'cumbria-e06900099' } })).toBe(1)
})

test('whoever belongs to one of the councils neither proposes nor confirms it', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const { id, second } = await build.succession({ predecessors: [craven], successor: yorkshire })
  const { personId } = second
  await build.membership({ personId, organisationId: yorkshire.id, roles: ['officer'] })

  await expect(confirmSuccession(second, id)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(
    proposeSuccession(
      second,
      order({ predecessors: (await build.council()).slug, successor: yorkshire.slug }),
    ),
  ).rejects.toMatchObject({ kind: 'forbidden' })
})

test('only operators propose, see and decide successions', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const { id } = await build.succession({ predecessors: [craven], successor: yorkshire })
  const other = await build.administrator()
  const input = order({ predecessors: yorkshire.slug, successor: craven.slug })

  await expect(proposeSuccession(other, input)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(listSuccessions(other, { state: undefined, page: 1 })).rejects.toMatchObject({
    kind: 'not-found',
  })
  for (const decide of [confirmSuccession, getSuccession])
    await expect(decide(other, id)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(endSuccession(other, id, { reason: 'No' })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('an unknown council and a council that becomes itself are refused', async () => {
  const operator = await build.operator()
  const craven = await build.council()
  const propose = (predecessors: string, successor: string) =>
    proposeSuccession(operator, order({ predecessors, successor }))

  await expect(propose(craven.slug, 'Atlantis')).rejects.toMatchObject({ field: 'successor' })
  await expect(propose(craven.slug, craven.name)).rejects.toMatchObject({ field: 'successor' })
})

test('of two proposals at once for one council one is kept, and after it is withdrawn another may be', async () => {
  const operator = await build.operator()
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const propose = () =>
    proposeSuccession(operator, order({ predecessors: craven.slug, successor: yorkshire.slug }))

  const answers = await Promise.allSettled([propose(), propose()])

  const [kept] = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const [lost] = answers.flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  )
  expect(lost).toMatchObject({ kind: 'conflict', field: 'predecessors' })
  await endSuccession(operator, kept?.id ?? '', { reason: 'The order was not made' })
  await expect(propose()).resolves.toBeDefined()
})

test('of two operators who confirm at once one does, and it happens once', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const third = await build.operator()
  const { id, second } = await build.succession({
    predecessors: [craven],
    successor: yorkshire,
    vestsOn: '2020-04-01',
  })

  const answers = await Promise.allSettled([
    confirmSuccession(second, id),
    confirmSuccession(third, id),
  ])
  await Promise.all([succeedOrganisations(), succeedOrganisations()])

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const happened = { subjectId: id, action: 'succession-happened' }
  expect(await db.auditEntry.count({ where: happened })).toBe(1)
})

test('one that is withdrawn never happens, and one that has happened is not withdrawn', async () => {
  const [craven, selby, yorkshire] = [
    await build.council(),
    await build.council(),
    await build.council(),
  ]
  const { id, first, second } = await build.succession({
    predecessors: [craven],
    successor: yorkshire,
    vestsOn: '2028-04-01',
  })
  clock.set('2028-03-30T09:00:00Z')
  await confirmSuccession(second, id)
  await endSuccession(first, id, { reason: 'The order was revoked' })
  clock.set('2028-04-02T09:00:00Z')
  await succeedOrganisations()
  const done = await build.succeeded({ predecessors: [selby], successor: yorkshire })

  expect(await isFormer(craven)).toBe(false)
  await expect(endSuccession(first, done.id, { reason: 'No' })).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('a successor that has become part of another itself stands in the way', async () => {
  clock.set('2028-03-30T09:00:00Z')
  const [craven, yorkshire, north] = [
    await build.council(),
    await build.council(),
    await build.council(),
  ]
  const asked = { predecessors: [craven], successor: yorkshire, vestsOn: '2028-04-01' }
  const { id, second } = await build.succession(asked)
  await confirmSuccession(second, id)
  await build.succeeded({ predecessors: [yorkshire], successor: north })
  clock.set('2028-04-01T09:00:00Z')

  await succeedOrganisations()

  expect(await isFormer(craven)).toBe(false)
})

test('new bank details of a council that ends stand in the way until they are done', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const { personId: askedById } = await build.administrator({ organisation: craven })
  const in72Hours = new Date(clock.now().getTime() + 72 * 60 * 60 * 1000)
  const waiting = await db.bankDetailsChange.create({
    data: {
      organisationId: craven.id,
      ...{ accountName: 'Craven', sortCode: '309950', accountNumber: '12345678' },
      ...{ askedById, askedAt: clock.now(), dueAt: in72Hours, stopHash: 'a'.repeat(64) },
    },
  })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  expect(await isFormer(craven)).toBe(false)

  await db.bankDetailsChange.update({
    where: { id: waiting.id },
    data: { endedAt: clock.now(), endedAs: 'stopped' },
  })
  await succeedOrganisations()

  expect(await isFormer(craven)).toBe(true)
})
