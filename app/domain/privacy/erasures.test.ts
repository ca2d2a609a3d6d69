import { expect, test } from 'vitest'
import { erasuresText, readErasures } from './erasures.ts'

const [ann, bob] = ['01a22852-83d0-730f-9dc6-630158780d48', '01a22852-83d0-730f-9dc6-630158780d49']

test('erasures are written a line each, the oldest first, and each person once', () => {
  const text = erasuresText([
    { personId: bob, at: '2026-11-02T09:00:00.000Z' },
    { personId: ann, at: '2026-11-03T09:00:00.000Z' },
    { personId: ann, at: '2026-11-01T09:00:00.000Z' },
  ])

  expect(text).toBe(`${ann} 2026-11-01T09:00:00.000Z\n${bob} 2026-11-02T09:00:00.000Z\n`)
  expect(erasuresText(readErasures(text))).toBe(text)
})

test('empty lines and remarks are passed over, and any other line that names nobody stops it', () => {
  expect(readErasures(`# kept by us\r\n\n${ann} 2026-11-01T09:00:00Z\r\n`)).toEqual([
    { personId: ann, at: '2026-11-01T09:00:00Z' },
  ])
  for (const wrong of [ann, `${ann} yesterday`, `${ann.slice(1)} 2026-11-01T09:00:00Z`, 'x'])
    expect(() => readErasures(wrong)).toThrow('names nobody')
})
