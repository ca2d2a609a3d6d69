import type { Day } from '#app/core/time.ts'
import type { GateFactKind } from './gate-fact.ts'

/** What a pledge must clear before it is committed. */
export type Gate = {
  name:
    | 'signature'
    | 'spending-lock'
    | 'consent'
    | 'key-decision'
    | 'notice'
    | 'decision'
    | 'call-in'
    | 'funding-type'
    | 'agreement'
  title: string
  state: 'clear' | 'waiting' | 'blocked'
  /** One plain sentence: where it stands, and by which law. */
  sentence: string
  /** Who must act. */
  who?: string | undefined
  /** By which day at the latest, or the day it clears by itself. */
  by?: Day | undefined
  reference?: string | undefined
  link?: string | undefined
  /** What may be recorded about it now. */
  records?: GateFactKind[]
}

export const areClear = (gates: Gate[]) => gates.every(({ state }) => state === 'clear')

/** Those still in the way, the earliest day first. */
export const listOpen = (gates: Gate[]) =>
  gates
    .filter(({ state }) => state !== 'clear')
    .sort((one, other) => ((one.by ?? '9999') < (other.by ?? '9999') ? -1 : 1))
