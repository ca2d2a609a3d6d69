import { expect, test } from 'vitest'
import type { Actor } from './actor.ts'
import { mayBegin, nameOfFormer, refusalOfFormer, requireBeginning } from './former-organisation.ts'

const actor: Actor = {
  personId: 'priya',
  personName: 'Priya',
  organisationId: 'craven',
  organisationName: 'Craven',
  organisationSlug: 'craven',
  organisationKind: 'council',
  roles: ['officer'],
}
const inOldName: Actor = { ...actor, nowPartOf: 'North Yorkshire' }

test('a former council is called by its old name and by whose it is now', () => {
  const [answeredBy, cumberland] = ['North Yorkshire', 'Cumberland']

  expect(nameOfFormer('Craven', { answeredBy, isSplit: false })).toBe(
    'Craven (now North Yorkshire)',
  )
  expect(nameOfFormer('Cumbria', { answeredBy: cumberland, isSplit: true })).toBe(
    'Cumbria (now Cumberland and others)',
  )
})

test('who acts in an old name begins nothing, and is told in whose name to begin', () => {
  expect(mayBegin(actor)).toBe(true)
  expect(mayBegin(inOldName)).toBe(false)
  expect(() => requireBeginning(actor)).not.toThrow()
  expect(() => requireBeginning(inOldName)).toThrow(/part of North Yorkshire now/)
})

test('what the database refuses of a former council is a conflict in words, and nothing else is', () => {
  const refused = { code: '23514', constraint: 'former_organisations_begin_nothing' }

  expect(refusalOfFormer(refused)).toMatchObject({ kind: 'conflict' })
  expect(refusalOfFormer({ ...refused, constraint: 'pledges_positive' })).toBeUndefined()
  expect(refusalOfFormer(new Error('lost'))).toBeUndefined()
})
