import { z } from 'zod'
import { formatPounds, PenceInput, type Pence } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { DayInput, formatDate, formatTime, londonInstant } from '#app/core/time.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'

export type RoundOutcome = 'funded' | 'lapsed'

/** Pledging closes at this time on a London clock. */
const CLOSING_TIME = '17:00'

const CouncilCount = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, 'Enter how many councils are needed, like 10')
  .transform(Number)
  .refine((count) => count >= 1 && count <= 400, 'Enter a number from 1 to 400')

export const RoundInput = z
  .object({
    operationKey: z.uuid(),
    target: PenceInput,
    stretch: orNone(PenceInput),
    minimumCouncils: CouncilCount,
    smallestPledge: PenceInput,
    closesOn: DayInput,
    isDataKeptInUk: z.preprocess((value) => value === true || value === 'yes', z.boolean()),
  })
  .superRefine(({ target, stretch, smallestPledge }, context) => {
    // A sum that could not be read is still text here, and has its own message.
    if (context.issues.length > 0) return
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (target === 0n) wrong('target', 'Enter a target above £0')
    if (smallestPledge === 0n) wrong('smallestPledge', 'Enter a smallest pledge above £0')
    if (smallestPledge > target)
      wrong('smallestPledge', `Enter the target, ${formatPounds(target)}, or less`)
    const wrongSum = stretch !== undefined && wrongStretch(stretch, { targetPence: target })
    if (wrongSum) wrong('stretch', wrongSum)
  })
export type RoundInput = z.output<typeof RoundInput>

export const closingInstant = (closesOn: string) => londonInstant(closesOn, CLOSING_TIME)

/** Why a round cannot have this stretch target, or nothing. */
export function wrongStretch(
  stretchPence: Pence,
  { targetPence }: Pick<RoundTerms, 'targetPence'>,
) {
  if (stretchPence % 100n !== 0n) return 'Enter the stretch target in whole pounds, without pence'
  if (stretchPence <= targetPence) return `Enter more than the target, ${formatPounds(targetPence)}`
  return undefined
}

type Led = { leadCouncilId: string }
export const canOpenRound = (actor: Actor, challenge: Led) =>
  hasRole(actor, 'officer') && actor.organisationId === challenge.leadCouncilId
export const canCloseEarly = canOpenRound
export const canAnswerCondition = canOpenRound

/** The closing second itself is past it: a pledge at 5pm sharp is too late. */
export const isPastClosing = (round: { closesAt: Date }, now: Date) => now >= round.closesAt

/** "5pm on Friday 29 October 2027". */
export const formatClosing = ({ closesAt }: { closesAt: Date }) =>
  `${formatTime(closesAt)} on ${formatDate(closesAt)}`

export type Reached = { councilCount: number; pledgedPence: Pence; matchedPence: Pence }
export type RoundTerms = { targetPence: Pence; minimumCouncils: number }

/** All or nothing: the target with match, and enough councils. */
export const areTermsMet = (terms: RoundTerms, reached: Reached) =>
  reached.pledgedPence + reached.matchedPence >= terms.targetPence &&
  reached.councilCount >= terms.minimumCouncils

/** Past the target pledges are still taken, until the stretch target is reached. Match never passes the target. */
export const isFull = (
  { stretchPence }: { stretchPence: Pence | null },
  reached: Omit<Reached, 'councilCount'>,
) => stretchPence !== null && reached.pledgedPence + reached.matchedPence >= stretchPence

/** What somebody is told who comes after that. */
export const FULL = 'The stretch target is reached, so no more pledges are taken.'

export function leftToFind(targetPence: Pence, { pledgedPence, matchedPence }: Reached): Pence {
  const left = targetPence - pledgedPence - matchedPence
  return left > 0n ? left : 0n
}
