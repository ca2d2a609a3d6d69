import { clock } from '#app/core/clock.ts'
import { DAY_MS } from '#app/core/time.ts'
import { closeDueRounds, closeRound } from '#app/domain/pledges/close-round.server.ts'
import { commitAllSigned } from '#app/domain/pledges/commit-signed.server.ts'
import * as model from '../model/pledging.ts'
import { isOpen, type Model } from '../model/state.ts'
import type { Chooser, Move } from './moves.ts'
import { fail, ROUND_DAYS } from './stage.ts'

/** Rounds stay open for so many steps, so that most histories have something to close. */
const STEPS_BEFORE_CLOSING = 14

export const closeEarly: Chooser = (now, { other, flag }) => {
  const challenge = other % now.world.challenges.length
  const isMet = isOpen(now, challenge) && model.areTermsMet(now, challenge)
  // Closed twice it answers the same; before its terms are met it is refused.
  if (isMet ? now.steps < STEPS_BEFORE_CLOSING && !flag : other % 6 > 0) return undefined
  return {
    name: `the lead council closes challenge ${challenge}`,
    isRepeatable: true,
    apply: (changing) => {
      if (isOpen(changing, challenge) && !isMet) return false
      model.close(changing, challenge)
      return true
    },
    call: ({ stage }) => {
      const { id, lead } = stage.rounds[challenge] ?? fail()
      return closeRound(lead.officer, id)
    },
  }
}

/** Time comes to the closing of a challenge, and of every one that closes before it. */
const timeIsOver = (challenge: number): Move => ({
  name: `the time of challenge ${challenge} is over`,
  apply: (changing) => {
    changing.day = Math.max(changing.day, ROUND_DAYS + challenge)
    for (let before = 0; before <= challenge; before++) model.close(changing, before)
    return true
  },
  call: ({ stage }) => {
    const { closesAt } = stage.rounds[challenge] ?? fail()
    if (clock.now() < closesAt) clock.set(closesAt.toISOString())
    return closeDueRounds()
  },
})

export const closeAtDeadline: Chooser = (now, { other }) => {
  const challenge = other % now.world.challenges.length
  if (!isOpen(now, challenge) || now.steps < STEPS_BEFORE_CLOSING + 8) return undefined
  return timeIsOver(challenge)
}

/** The end of every history: nothing is left open. */
export const closeAll = ({ world }: Model) => timeIsOver(world.challenges.length - 1)

/** Some days go by while rounds are open; what was signed and may be committed now is, by the job. */
export const daysPass: Chooser = (now, { at, other }) => {
  const days = at % 4 === 0 ? 11 : 1 + (at % 6)
  const waits = now.pledges.some((one) => one.state === 'awaiting-approval' && one.signature)
  if ((!waits && other % 3 > 0) || now.day + days >= ROUND_DAYS) return undefined
  return {
    name: `${days} days pass`,
    apply: (changing) => {
      changing.day += days
      model.commitAllClear(changing)
      return true
    },
    call: () => {
      clock.set(new Date(clock.now().getTime() + days * DAY_MS).toISOString())
      return commitAllSigned()
    },
  }
}
