import { z } from 'zod'
import { optionalPence, optionalVolume, optionalWords } from './draft.ts'
import type { Stage } from './stage.ts'

/** Both figures may be left out: the council still counts, and the national cost is worked out without it. */
export const CoSignInput = z.object({
  volumePerYear: optionalVolume,
  yearlyCostPence: optionalPence,
  note: optionalWords(500),
})
export type CoSignInput = z.output<typeof CoSignInput>

/** Until the solution is in use: after that a council takes it up instead. */
export const canBeCoSigned = (stage: Stage) => !['draft', 'completed', 'stopped'].includes(stage)

export const isLive = (own: { withdrawnAt: Date | null } | null | undefined) =>
  own?.withdrawnAt === null

/** The council that posted a challenge has the problem by definition. */
export const canWithdrawCoSignature = (challenge: { leadCouncilId: string }, councilId: string) =>
  challenge.leadCouncilId !== councilId
