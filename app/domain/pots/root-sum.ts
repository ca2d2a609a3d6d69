/**
 * Binary digits of a square root after the point. A root is at most 2^-64 too small, so a strength is
 * right to more digits than any pot has pennies; no rounded number is ever added.
 */
export const ROOT_BITS = 64n

const LIMB = 2 ** 32
const SPLITTER = 2 ** 27 + 1
/** How near to a whole number a root in units of 2^-64 may come before it is worked out with big numbers. */
const MARGIN = 2 ** -12

/**
 * Adds up square roots, each rounded down to 64 binary digits after the point, of whole numbers below 2^53.
 * A big number for each would cost twenty times as much, so a root is kept in three parts: whole, 32 digits, 32 digits.
 * Math.sqrt is right to half its last digit, and one exact step of Newton's from there is off by less than 2^-77 (the
 * error of the square is exact by Dekker, "A Floating-Point Technique", 1971; the step and its sum round by less than
 * 2^-13 of the last digit). Where that could decide which way to round, and for squares, big numbers do it instead.
 */
export class RootSum {
  private whole = 0
  private upper = 0
  private lower = 0

  add(square: number) {
    const near = Math.sqrt(square)
    const wide = near * SPLITTER
    const high = wide - (wide - near)
    const low = near - high
    const squared = near * near
    const lost = high * high - squared + 2 * high * low + low * low
    const step = (square - squared - lost) / (2 * near)

    const whole = Math.floor(near)
    const rest = (near - whole) * LIMB
    const upper = Math.floor(rest)
    const lower = (rest - upper) * LIMB + step * LIMB * LIMB
    const below = Math.floor(lower)
    if (lower - below < MARGIN || lower - below > 1 - MARGIN) return this.addExactly(square)
    // What is above 32 digits, or below nothing, goes into the next part, so that no part grows past 2^53.
    const carried = Math.floor(below / LIMB)
    this.whole += whole
    this.upper += upper + carried
    this.lower += below - carried * LIMB
  }

  private addExactly(square: number) {
    const root = squareRoot(BigInt(square) << (2n * ROOT_BITS))
    this.whole += Number(root >> 64n)
    this.upper += Number((root >> 32n) & 0xffffffffn)
    this.lower += Number(root & 0xffffffffn)
  }

  /** The sum, times 2 to the power of ROOT_BITS. */
  total = () => (BigInt(this.whole) << ROOT_BITS) + (BigInt(this.upper) << 32n) + BigInt(this.lower)
}

/** The whole part of a square root, exactly, of a number that is not negative and below 2^1000. */
export function squareRoot(square: bigint): bigint {
  if (square < 2n) return square
  // 53 right digits to begin with; each of Newton's steps doubles them and comes from above.
  let root = BigInt(Math.floor(Math.sqrt(Number(square))))
  do root = (root + square / root) >> 1n
  while (root * root > square)
  return root
}
