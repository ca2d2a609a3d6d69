import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { addFrameworkPlace } from './add-framework-place.server.ts'
import { endFrameworkPlace } from './end-framework-place.server.ts'
import {
  listFrameworks,
  listHeldFrameworks,
  listOwnFrameworks,
} from './framework-queries.server.ts'
import { FrameworkPlaceInput } from './framework.ts'

const said = (given: Partial<Record<keyof FrameworkPlaceInput, string>>) =>
  FrameworkPlaceInput.parse({ operationKey: newId(), ...given })

const held = async (supplierId: string) =>
  (await listHeldFrameworks(db, supplierId)).map(({ name, lot, expiresOn }) => [
    ...[name, lot, expiresOn],
  ])

test('a firm is on a framework of the list until the framework, or its own place, ends', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const founder = await build.member()
  const framework = await build.framework({ slug: 'clouds', toOn: '2029-06-30' })
  await addFrameworkPlace(founder, said({ framework, lot: 'Lot 2b' }))
  await addFrameworkPlace(founder, said({ framework, lot: '1', expiresOn: '2028-01-31' }))

  expect(await held(founder.organisationId)).toEqual([
    ['Framework clouds', '2b', '2029-06-30'],
    ['Framework clouds', '1', '2028-01-31'],
  ])
  clock.set('2028-02-01T09:00:00Z')
  expect(await held(founder.organisationId)).toHaveLength(1)
  clock.set('2029-07-01T09:00:00+01:00')
  expect(await held(founder.organisationId)).toEqual([])
  expect(await listOwnFrameworks(founder)).toHaveLength(2)
})

test('one that is not in the list is named by the firm', async () => {
  const founder = await build.member()
  const framework = 'other'

  await expect(addFrameworkPlace(founder, said({ framework }))).rejects.toThrow('Enter its name')
  await expect(addFrameworkPlace(founder, said({ framework, name: 'Ours' }))).rejects.toThrow(
    'reference',
  )
  await addFrameworkPlace(founder, said({ framework, name: 'Ours', reference: 'O-1' }))

  expect(await held(founder.organisationId)).toEqual([['Ours', '', null]])
})

test('sent twice it is kept once, and the same place again is refused', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const founder = await build.member()
  const framework = await build.framework({ slug: 'twice' })
  const once = said({ framework, lot: '2B' })

  await Promise.all([addFrameworkPlace(founder, once), addFrameworkPlace(founder, once)])
  await expect(addFrameworkPlace(founder, said({ framework, lot: '2b' }))).rejects.toThrow(
    'already',
  )

  expect(await held(founder.organisationId)).toHaveLength(1)
})

test('one that has ended, or that nobody knows, is refused and not offered', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const founder = await build.member()
  const framework = await build.framework({ slug: 'over', toOn: '2027-09-13' })

  await expect(addFrameworkPlace(founder, said({ framework }))).rejects.toThrow('has ended')
  await expect(addFrameworkPlace(founder, said({ framework: 'nothing' }))).rejects.toThrow('list')
  expect((await listFrameworks()).map(({ slug }) => slug)).not.toContain('over')
})

test('a place is taken off by the firm itself and nobody else', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const founder = await build.member()
  const framework = await build.framework({ slug: 'leaving' })
  const place = said({ framework })
  await addFrameworkPlace(founder, place)

  await expect(endFrameworkPlace(await build.member(), place.operationKey)).rejects.toThrow(
    'Page not found',
  )
  await expect(addFrameworkPlace(await build.officer(), said({ framework }))).rejects.toThrow(
    'Page not found',
  )
  await endFrameworkPlace(founder, place.operationKey)

  expect(await held(founder.organisationId)).toEqual([])
  await addFrameworkPlace(founder, said({ framework }))
  expect(await held(founder.organisationId)).toHaveLength(1)
})
