import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { AssignmentsInput, fieldOf } from './split.ts'
import { blocksOf, sayBecame, sayPart, SuccessionInput } from './succession.ts'

const wrongIn = (form: Record<string, string>) => {
  const { error } = SuccessionInput.safeParse({ operationKey: newId(), ...form })
  return [...new Set(error?.issues.map(({ path }) => path.join('.')))].sort()
}

test('an empty form is told everything that it misses at once', () => {
  const empty = { predecessors: '', source: '', vestsOn: '' }

  expect(wrongIn(empty)).toEqual(['kind', 'predecessors', 'source', 'vestsOn'])
  expect(wrongIn({ ...empty, kind: 'here', successor: '' })).toEqual([
    'predecessors',
    'source',
    'successor',
    'vestsOn',
  ])
  expect(wrongIn({ ...empty, kind: 'new', name: '', gss: '', type: '', place: '' })).toEqual([
    'gss',
    'name',
    'place',
    'predecessors',
    'source',
    'type',
    'vestsOn',
  ])
})

test('a split and a merger are told in words of their own', () => {
  const [craven, selby] = [{ name: 'Craven' }, { name: 'Selby' }]
  const merger = { successorName: 'North Yorkshire', isSplit: false, others: [] }
  const split = { successorName: 'Cumberland', isSplit: true, others: [{ name: 'Furness' }] }

  expect(sayPart({ ...merger, predecessors: [craven] })).toBe(
    'Craven becomes part of North Yorkshire',
  )
  expect(sayPart({ ...merger, predecessors: [craven, selby] })).toBe(
    'Craven and Selby become part of North Yorkshire',
  )
  expect(sayPart({ ...split, predecessors: [{ name: 'Cumbria' }] })).toBe(
    'Cumbria is split into Cumberland and Furness',
  )
  expect(sayPart({ ...split, others: [], predecessors: [{ name: 'Cumbria' }] })).toBe(
    'Cumbria is split into Cumberland and others',
  )
  expect(sayBecame({ ...split, vestsOn: '2023-04-01' })).toBe(
    'was split into Cumberland and Furness on 1 April 2023',
  )
})

test('what stands in the way is named one by one', () => {
  const free = { isHalfSplit: false, endedSuccessors: [], areaProposalsOf: [], bankChangesOf: [] }

  expect(blocksOf(free)).toEqual([])
  expect(
    blocksOf({
      isHalfSplit: true,
      endedSuccessors: [{ name: 'Furness', nowPartOf: 'The North' }],
      areaProposalsOf: ['Tees Valley'],
      bankChangesOf: ['Cumbria'],
    }),
  ).toHaveLength(4)
})

test('a page of people is read as who goes where, and nothing else of it', () => {
  const [ann, bob, furness] = [newId(), newId(), newId()]

  const read = AssignmentsInput.parse({ [fieldOf(ann)]: furness, [fieldOf(bob)]: '', page: '2' })

  expect(read).toEqual([
    { membershipId: ann, to: furness },
    { membershipId: bob, to: null },
  ])
  expect(AssignmentsInput.safeParse({ [fieldOf('somebody')]: furness }).success).toBe(false)
})
