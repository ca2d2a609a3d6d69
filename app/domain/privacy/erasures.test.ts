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

test('empty lines and remarks are passed over', () => {
  expect(readErasures(`# kept by us\r\n\n${ann} 2026-11-01T09:00:00Z\r\n`)).toEqual([
    { personId: ann, at: '2026-11-01T09:00:00Z' },
  ])
})

test.each([ann, `${ann} yesterday`, `${ann.slice(1)} 2026-11-01T09:00:00Z`, 'x', '\0\u001b[2J'])(
  'a line that names nobody stops it, with its number and itself: %j',
  (wrong) => {
    const text = `# kept by us\n${ann} 2026-11-01T09:00:00Z\n\n${wrong}\n`

    expect(() => readErasures(text)).toThrow(
      `Line 4 is not an id and a time, like “${ann} 2026-11-01T09:00:00Z”: ${JSON.stringify(wrong)}`,
    )
  },
)

test('a day that never was is named, and each wrong line with it, up to ten', () => {
  const never = `${ann} 2026-13-01T09:00:00Z`
  expect(() => readErasures(`${never}\nx`)).toThrow(
    /^Line 1 has a time that never was: 2026-13-01T09:00:00Z\nLine 2 /,
  )
  const messageOf = (text: string) => {
    try {
      readErasures(text)
    } catch (error) {
      return String(error)
    }
    return ''
  }
  expect(messageOf('x\n'.repeat(2_000)).split('\n')).toHaveLength(10)
})
