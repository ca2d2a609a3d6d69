import { expect, test } from 'vitest'
import { canBeCoSigned, canWithdrawCoSignature, CoSignInput } from './co-signature.ts'
import { stages } from './stage.ts'

test('a challenge is co-signed from publication until its solution is in use', () => {
  expect(stages.filter(canBeCoSigned)).toEqual([
    'gathering',
    'pooling',
    'funded',
    'lapsed',
    'awarded',
    'delivering',
  ])
})

test('every council but the lead may take its co-signature back', () => {
  const challenge = { leadCouncilId: 'leeds' }

  expect(canWithdrawCoSignature(challenge, 'kent')).toBe(true)
  expect(canWithdrawCoSignature(challenge, 'leeds')).toBe(false)
})

test('figures may be left out, but not be wrong', () => {
  const read = (volumePerYear: string, yearlyCostPence: string) =>
    CoSignInput.safeParse({ volumePerYear, yearlyCostPence, note: '' })

  expect(read('', '').data).toEqual({ volumePerYear: null, yearlyCostPence: null, note: null })
  expect(read('2,900', '41,000.50').data).toMatchObject({
    volumePerYear: 2_900,
    yearlyCostPence: 4_100_050n,
  })
  expect(read('many', '').success).toBe(false)
  expect(read('', '1.234').success).toBe(false)
})
