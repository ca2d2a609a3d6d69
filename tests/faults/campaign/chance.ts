/** Numbers that look like chance and are the same for the same seed. */
export function chanceFrom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const shuffle = <T>(things: T[]) => {
    const mixed = [...things]
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = below(at + 1)
      const [one, two] = [mixed[at] as T, mixed[other] as T]
      mixed[at] = two
      mixed[other] = one
    }
    return mixed
  }
  return { below, shuffle, oneOf: <T>(things: readonly T[]) => things[below(things.length)] as T }
}
export type Random = ReturnType<typeof chanceFrom>
