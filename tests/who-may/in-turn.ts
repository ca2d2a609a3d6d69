/** Some at once, as people do. */
export async function inTurn<T>(all: T[], work: (one: T) => Promise<string[]>) {
  const waiting = [...all]
  const wrong: string[] = []
  const next = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) wrong.push(...(await work(one)))
  }
  await Promise.all(Array.from({ length: 4 }, next))
  return wrong.sort()
}
