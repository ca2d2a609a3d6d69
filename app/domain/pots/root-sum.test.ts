import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROOT_BITS, RootSum, squareRoot } from './root-sum.ts'

test('a square root is whole, and exact at each edge', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 200n }), (root) => {
      const square = root * root
      expect(squareRoot(square)).toBe(root)
      expect(squareRoot(square + 2n * root)).toBe(root)
      if (square > 0n) expect(squareRoot(square - 1n)).toBe(root - 1n)
    }),
    { numRuns: 500 },
  )
})

const exactly = (squares: number[]) =>
  squares.reduce((sum, square) => sum + squareRoot(BigInt(square) << (2n * ROOT_BITS)), 0n)
const added = (squares: number[]) => {
  const roots = new RootSum()
  for (const square of squares) roots.add(square)
  return roots.total()
}

test('the root of 2 is right to the sixty-fourth binary digit', () => {
  // 1.4142135623730950488016887242096980785696... times 2^64, rounded down.
  expect(added([2])).toBe(26_087_635_650_665_564_424n)
})

test('roots add up to what big numbers make of them, from a penny to the largest whole number', () => {
  const any = fc.oneof(
    fc.integer({ min: 1, max: 5_000_000 }),
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    // Next to a square the digits after the point are nearly all the same.
    fc
      .tuple(fc.integer({ min: 2, max: 94_906_265 }), fc.constantFrom(-1, 0, 1))
      .map(([root, beside]) => root * root + beside),
  )
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 50 }), (squares) => {
      expect(added(squares)).toBe(exactly(squares))
    }),
    { numRuns: 2_000 },
  )
})
