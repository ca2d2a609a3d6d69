import { expect, test } from 'vitest'
import { CostCodesInput } from './cost-code.ts'

const isFine = (paid: string) => CostCodesInput.safeParse({ paid }).success

test('a code is what finance systems use, and none is none', () => {
  for (const code of ['R4410-2210', '44 10/22.1', 'A', '', '  ', 'x'.repeat(40)])
    expect(isFine(code), code).toBe(true)
  expect(CostCodesInput.parse({ paid: ' R1 ' })).toMatchObject({ paid: 'R1', called: '' })
})

test('nothing that a spreadsheet would run, and nothing too long', () => {
  for (const code of ['=1+1', '+44', '-1', '@x', 'a\nb', 'a,b', '"a"', 'x'.repeat(41), '£1'])
    expect(isFine(code), code).toBe(false)
})
