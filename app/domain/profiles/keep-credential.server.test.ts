import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import {
  getCredentialDocument,
  getOwnCredential,
  listCredentialsToMend,
  listHeldCredentials,
  listOwnCredentials,
} from './credential-queries.server.ts'
import { keepCredential } from './keep-credential.server.ts'
import { withdrawCredential } from './withdraw-credential.server.ts'

const now = () => clock.set('2027-09-14T09:00:00+01:00')
const year = { validFrom: '2027-03-01', expiresOn: '2028-02-29' }
const next = { validFrom: '2028-03-01', expiresOn: '2029-02-28' }

const held = async (supplierId: string) =>
  (await listHeldCredentials(db, supplierId)).map(({ kind, expiresOn }) => [kind, expiresOn])

test('a certificate is held from its first day to its last, by London days', async () => {
  now()
  const founder = await build.member()
  await build.credential(founder, { validFrom: '2027-09-15', expiresOn: '2028-09-14' })
  const heldAt = async (at: string) => {
    clock.set(at)
    return (await held(founder.organisationId)).length
  }

  expect(await heldAt('2027-09-14T22:59:59Z')).toBe(0)
  expect(await heldAt('2027-09-14T23:00:00Z')).toBe(1)
  expect(await heldAt('2028-09-14T22:59:59Z')).toBe(1)
  expect(await heldAt('2028-09-14T23:00:00Z')).toBe(0)
})

test('a form sent twice at once enters one, and a second one of a kind is refused', async () => {
  now()
  const founder = await build.member()
  const said = build.credentialSaid(year)

  await Promise.all([keepCredential(founder, said), keepCredential(founder, said)])

  expect(await held(founder.organisationId)).toEqual([['cyber-essentials', '2028-02-29']])
  await expect(keepCredential(founder, build.credentialSaid(year))).rejects.toThrow('Renew it')
})

test('of two new ones of a kind at once one is entered', async () => {
  now()
  const founder = await build.member()

  const both = await Promise.allSettled([
    keepCredential(founder, build.credentialSaid(year)),
    keepCredential(founder, build.credentialSaid(year)),
  ])

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.credential.count({ where: { supplierId: founder.organisationId } })).toBe(1)
})

test('a renewal is a row of its own, and the earlier one holds until its last day', async () => {
  now()
  const founder = await build.member()
  const id = await build.credential(founder, year)

  await keepCredential(founder, {
    ...build.credentialSaid(next),
    insteadOf: { id, as: 'renewed' },
  })

  expect(await held(founder.organisationId)).toEqual([['cyber-essentials', '2028-02-29']])
  clock.set('2028-03-01T09:00:00Z')
  expect(await held(founder.organisationId)).toEqual([['cyber-essentials', '2029-02-28']])
  expect(await listOwnCredentials(founder)).toMatchObject([
    { expiresOn: '2029-02-28', endedAs: null },
    { expiresOn: '2028-02-29', endedAs: 'renewed' },
  ])
})

test('of two renewals at once one is kept', async () => {
  now()
  const founder = await build.member()
  const id = await build.credential(founder, year)
  const renew = () =>
    keepCredential(founder, { ...build.credentialSaid(next), insteadOf: { id, as: 'renewed' } })

  const both = await Promise.allSettled([renew(), renew()])

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.credential.count({ where: { supplierId: founder.organisationId } })).toBe(2)
})

test('one that is put right takes the place of what was said, with no word of its document', async () => {
  now()
  const founder = await build.member()
  const id = await build.credential(founder, { ...year, number: 'WRONG', hasDocument: true })

  await keepCredential(founder, {
    ...build.credentialSaid({ ...year, number: 'RIGHT' }),
    insteadOf: { id, as: 'corrected' },
  })

  expect(await listHeldCredentials(db, founder.organisationId)).toMatchObject([
    { number: 'RIGHT', provenance: 'said' },
  ])
})

test('one that is taken back is held no more, and stays on record', async () => {
  now()
  const founder = await build.member()
  const id = await build.credential(founder, year)

  await Promise.all([withdrawCredential(founder, id), withdrawCredential(founder, id)])

  expect(await held(founder.organisationId)).toEqual([])
  expect(await listOwnCredentials(founder)).toMatchObject([{ id, endedAs: 'withdrawn' }])
  await expect(getOwnCredential(founder, id)).rejects.toThrow('Page not found')
  expect(
    await db.auditEntry.count({
      where: { subjectId: founder.organisationId, action: 'credential-withdrawn' },
    }),
  ).toBe(1)
})

test('one that has expired already is refused, and so is a policy without its sum', async () => {
  now()
  const founder = await build.member()
  const refused = (wanted: Parameters<typeof build.credentialSaid>[0]) =>
    expect(keepCredential(founder, build.credentialSaid(wanted))).rejects

  await refused({ validFrom: '2026-01-01', expiresOn: '2027-09-13' }).toThrow('has expired')
  await refused({ ...year, kind: 'public-liability', cover: undefined }).toThrow('sum insured')
})

test('another firm can neither read, renew nor take back what is not its own', async () => {
  now()
  const founder = await build.member()
  const rival = await build.member()
  const id = await build.credential(founder, { ...year, hasDocument: true })
  const insteadOf = { id, as: 'renewed' as const }

  await expect(getOwnCredential(rival, id)).rejects.toThrow('Page not found')
  await expect(withdrawCredential(rival, id)).rejects.toThrow('Page not found')
  await expect(keepCredential(rival, { ...build.credentialSaid(next), insteadOf })).rejects.toThrow(
    'already',
  )
  await expect(keepCredential(await build.officer(), build.credentialSaid(year))).rejects.toThrow(
    'Page not found',
  )
  expect(await held(founder.organisationId)).toHaveLength(1)
})

test('its own people and operators open a document; to others it is as one that is not there', async () => {
  now()
  const founder = await build.member()
  const id = await build.credential(founder, { ...year, hasDocument: true })
  const without = await build.credential(founder, { ...year, kind: 'iso-9001' })

  expect((await getCredentialDocument(founder, id)).name).toBe('certificate.pdf')
  expect((await getCredentialDocument(await build.operator(), id)).name).toBe('certificate.pdf')
  for (const reader of [await build.member(), await build.officer()])
    await expect(getCredentialDocument(reader, id)).rejects.toThrow('Page not found')
  await expect(getCredentialDocument(founder, without)).rejects.toThrow('Page not found')
})

test('a document that is not what its name says is refused with everything else', async () => {
  now()
  const founder = await build.member()
  const file = { name: 'page.html', bytes: new TextEncoder().encode('<p>') }

  await expect(
    keepCredential(founder, { ...build.credentialSaid(year), file }),
  ).rejects.toMatchObject({ kind: 'invalid', field: 'document' })
  expect(await held(founder.organisationId)).toEqual([])
})

test('what expires within thirty days, or has expired, is to be renewed', async () => {
  now()
  const founder = await build.member()
  await build.credential(founder, { ...year, expiresOn: '2027-10-14' })
  await build.credential(founder, { ...year, kind: 'iso-9001', expiresOn: '2027-10-15' })
  const kinds = async () => (await listCredentialsToMend(founder)).map(({ kind }) => kind)

  expect(await kinds()).toEqual(['cyber-essentials'])
  clock.set('2027-12-01T09:00:00Z')
  expect(await kinds()).toEqual(['cyber-essentials', 'iso-9001'])
})

test('the database lets nobody change or delete what was said', async () => {
  now()
  const founder = await build.member()
  const id = await build.credential(founder, year)
  const change = (data: Parameters<typeof db.credential.update>[0]['data']) =>
    expect(db.credential.update({ where: { id }, data })).rejects.toThrow('said once')

  await change({ expiresOn: new Date('2099-01-01') })
  await change({ number: 'OTHER' })
  await expect(db.credential.delete({ where: { id } })).rejects.toThrow('said once')
})
