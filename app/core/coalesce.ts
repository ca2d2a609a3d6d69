export type Coalescing = {
  /** Most that go together. */
  most: number
  /** How long one flight may hold up the next, and how many may then be out at once. */
  patienceMs: number
  atOnce: number
  /** Whether a failed flight is nobody's own fault, so that nobody needs to be tried alone. */
  isNobodysFault: (error: unknown) => boolean
}

type Waiting<Asked, Answer> = {
  asked: Asked
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * Sends what is asked in groups, first come first. Alone, it goes at once; while one group is out the next one
 * gathers, so the more that ask, the fewer trips each of them costs. Everybody gets their own answer. A group
 * that fails because of one of them is sent again one by one, so that its neighbours are not held to it.
 */
export function coalesce<Asked, Answer>(
  send: (group: Asked[]) => Promise<Answer[]>,
  { most, patienceMs, atOnce, isNobodysFault }: Coalescing,
) {
  type One = Waiting<Asked, Answer>
  const waiting: One[] = []
  const flights = { out: 0, late: 0, isCalled: false }

  // At the end of the turn, so that all who ask in one turn go together.
  const call = () => {
    if (flights.isCalled) return
    flights.isCalled = true
    setImmediate(() => {
      flights.isCalled = false
      while (waiting.length > 0 && flights.out < atOnce && flights.out === flights.late)
        void fly(waiting.splice(0, most))
    })
  }

  async function fly(group: One[]) {
    flights.out++
    const flight = { isLate: false }
    const timer = setTimeout(() => {
      flight.isLate = true
      flights.late++
      call()
    }, patienceMs)
    await answer(group)
    clearTimeout(timer)
    flights.out--
    if (flight.isLate) flights.late--
    call()
  }

  async function answer(group: One[]): Promise<void> {
    try {
      const answers = await send(group.map(({ asked }) => asked))
      group.forEach(({ resolve }, place) => resolve(answers[place] as Answer))
    } catch (error) {
      if (group.length > 1 && !isNobodysFault(error))
        await Promise.all(group.map((one) => answer([one])))
      else for (const { reject } of group) reject(error)
    }
  }

  return (asked: Asked) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      call()
    })
}
