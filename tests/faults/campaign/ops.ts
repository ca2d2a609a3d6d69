import type { Actor } from '#app/domain/organisations/actor.ts'

/** Something a user does, as it travels to a process of the site. Sums are text. */
export type Op = {
  verb: OpVerb
  actor: Actor
  /** What it is about: a pledge, a round, a pot, a claim or a payment file. */
  about: string
  /** Made once with the form; the same however often it is sent. */
  key: string
  args: Record<string, string>
}

export const opVerbs = [
  'pledge',
  'sign',
  'withdraw',
  'fund',
  'close',
  'receive',
  'approve',
  'file',
  'send',
  'settle',
] as const
export type OpVerb = (typeof opVerbs)[number]

/** `failed`: nobody knows whether it was done. */
export type Said = { outcome: 'done' | 'refused' | 'failed'; message: string }

export type ToApp = { id: number; op: Op } | { stallMs: number } | { stop: true }
export type FromApp = { id: number; said: Said } | { ready: true } | { unhandled: string }
