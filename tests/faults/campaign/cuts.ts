import type { Moment } from './verbs.ts'

export const cuts = [
  'reply lost after commit',
  'commit never sent',
  'cut while it runs',
  'cut half way through a message',
  'reply delayed',
  'reply stalled past the limit of an idle transaction',
  'statements slowed past the limit of a transaction',
  'app killed before commit',
  'app killed after commit',
  'app killed in a statement',
] as const
export type Cut = (typeof cuts)[number]

export const momentOf: Record<Cut, Moment> = {
  'reply lost after commit': 'commit',
  'commit never sent': 'commit',
  'cut while it runs': 'commit',
  'cut half way through a message': 'statement',
  'reply delayed': 'statement',
  'reply stalled past the limit of an idle transaction': 'statement',
  'statements slowed past the limit of a transaction': 'transaction',
  'app killed before commit': 'commit',
  'app killed after commit': 'commit',
  'app killed in a statement': 'statement',
}

export const atCommits = cuts.filter((cut) => momentOf[cut] === 'commit')

/** A fault that waits for its moment. `verb`: only in that one. */
export type Armed = { cut: Cut; verb?: string | undefined }

/** The moment and the verb that it is a moment of. */
export const nameOfPoint = (cut: string, verb: string) => `${cut}: ${verb}`

/** What happened, for the report: how often each fault fired and where, and what PostgreSQL refused. */
export class Counts {
  readonly fired = new Map<string, number>()
  readonly states = new Map<string, number>()
  readonly points = new Map<string, number>()

  fire(name: string, verb = '') {
    this.fired.set(name, (this.fired.get(name) ?? 0) + 1)
    const point = nameOfPoint(name, verb)
    if (verb) this.points.set(point, this.at(point) + 1)
  }
  at = (point: string | undefined) => (point === undefined ? 0 : (this.points.get(point) ?? 0))
  of = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (this.fired.get(name) ?? 0), 0)
  see(state: string) {
    this.states.set(state, (this.states.get(state) ?? 0) + 1)
  }
}
