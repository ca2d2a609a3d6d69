import { clock } from '#app/core/clock.ts'
import { pounds } from '#app/core/money.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { closeDueRounds, closeRound } from '#app/domain/pledges/close-round.server.ts'
import { declinePledge } from '#app/domain/pledges/decline-pledge.server.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { PledgeDraftInput } from '#app/domain/pledges/pledge.ts'
import { savePledgeDraft } from '#app/domain/pledges/save-pledge-draft.server.ts'
import { withdrawPledge } from '#app/domain/pledges/withdraw-pledge.server.ts'
import { build } from '#tests/factories/index.ts'
import { commit } from '../model/matching.ts'
import * as model from '../model/pledging.ts'
import type { Model, Pledge } from '../model/state.ts'
import { COUNCILS } from '../model/world.ts'
import { pick, type Chooser } from './moves.ts'
import { fail } from './stage.ts'

const isOpen = ({ outcomes }: Model, challenge: number) => outcomes[challenge] === undefined
const numberOf = ({ pledges }: Model, pledge: Pledge) => pledges.indexOf(pledge)

export const pledge: Chooser = (now, { at, other, sum }) => {
  const council = at % COUNCILS
  const challenge = other % now.world.challenges.length
  if (!isOpen(now, challenge) || model.hasLivePledge(now, council, challenge)) return undefined
  const number = now.pledges.length
  const pence = pounds(sum)
  return {
    name: `council ${council} pledges £${sum} to challenge ${challenge}`,
    isRepeatable: true,
    apply: (changing) => {
      model.makePledge(changing, { council, challenge, pence })
      return true
    },
    call: async ({ stage, idOf }) => {
      const { officer, approver } = stage.cast.councils[council] ?? fail()
      const round = stage.rounds[challenge] ?? fail()
      const id = idOf(`pledge ${number}`)
      const draft = PledgeDraftInput.parse({ id, amount: String(sum), fundingType: 'revenue' })
      await savePledgeDraft(officer, round.id, draft).catch(async (error) => {
        // Sent again when it is a draft no more; the pledge itself answers then.
        if (!String(error).includes('sent already') && !String(error).includes('closed'))
          throw error
      })
      return makePledge(officer, id, { ...build.accepted, signById: approver.personId })
    },
  }
}

export const approve: Chooser = (now, { at }) => {
  const waiting = now.pledges.filter(({ state }) => state === 'awaiting-approval')
  const pledge = pick(waiting, at)
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  return {
    name: `pledge ${number} is signed`,
    isRepeatable: true,
    apply: (changing) => {
      commit(changing, pledge)
      return true
    },
    call: ({ stage, idOf }) => {
      const { approver } = stage.cast.councils[pledge.council] ?? fail()
      const operationKey = idOf(`signature of ${number}`)
      return approvePledge(approver, idOf(`pledge ${number}`), { operationKey })
    },
  }
}

export const decline: Chooser = (now, { at }) => {
  const pledge = pick(
    now.pledges.filter(({ state }) => state === 'awaiting-approval'),
    at,
  )
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  return {
    name: `pledge ${number} is not signed`,
    isRepeatable: true,
    apply: (changing) => {
      model.end(changing, pledge, 'declined')
      return true
    },
    call: ({ stage, idOf }) => {
      const { approver } = stage.cast.councils[pledge.council] ?? fail()
      return declinePledge(approver, idOf(`pledge ${number}`), { reason: 'Not this year' })
    },
  }
}

/** Also of a pledge that was called or has ended: then it is refused, and changes nothing. */
export const withdraw: Chooser = (now, { at, flag }) => {
  const live = model.livePledges(now)
  const pledge = pick(flag ? now.pledges : live, at)
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  const isLive = live.includes(pledge)
  return {
    name: `pledge ${number} is withdrawn`,
    isRepeatable: true,
    apply: (changing) => {
      if (isLive) model.end(changing, pledge, 'withdrawn')
      return isLive || pledge.state === 'withdrawn'
    },
    call: ({ stage, idOf }) => {
      const { officer } = stage.cast.councils[pledge.council] ?? fail()
      return withdrawPledge(officer, idOf(`pledge ${number}`), { reason: '' })
    },
  }
}

export const closeEarly: Chooser = (now, { other }) => {
  const challenge = other % now.world.challenges.length
  return {
    name: `the lead council closes challenge ${challenge}`,
    isRepeatable: true,
    apply: (changing) => {
      if (isOpen(changing, challenge) && !model.areTermsMet(changing, challenge)) return false
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
export const closeAtDeadline: Chooser = (now, { other, flag }) => {
  const challenge = other % now.world.challenges.length
  if (!flag || !isOpen(now, challenge)) return undefined
  return {
    name: `the time of challenge ${challenge} is over`,
    apply: (changing) => {
      for (let before = 0; before <= challenge; before++) model.close(changing, before)
      return true
    },
    call: ({ stage }) => {
      const { closesAt } = stage.rounds[challenge] ?? fail()
      if (clock.now() < closesAt) clock.set(closesAt.toISOString())
      return closeDueRounds()
    },
  }
}
