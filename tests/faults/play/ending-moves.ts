import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { londonDay } from '#app/core/time.ts'
import { agreeGiveBack } from '#app/domain/delivery/agree-give-back.server.ts'
import { agreeStop } from '#app/domain/delivery/agree-stop.server.ts'
import { askGiveBack } from '#app/domain/delivery/ask-give-back.server.ts'
import { proposeStop } from '#app/domain/delivery/propose-stop.server.ts'
import { recordRefund } from '#app/domain/delivery/record-refund.server.ts'
import * as model from '../model/giving-back.ts'
import { payingPot } from '../model/paying.ts'
import type { GiveBack, Model } from '../model/state.ts'
import { pick, type Chooser, type Move, type Real } from './moves.ts'
import { fail } from './stage.ts'

/** A project that is not built to its end: its lead council proposes that, a funder agrees. */
export const stop: Chooser = (now, { other }) => {
  const challenge = other % now.world.challenges.length
  if (now.ends[challenge] === 'stop proposed') return agreeToStop(now, challenge)
  if (now.ends[challenge] || !model.canStop(now, challenge)) return undefined
  return {
    name: `it is proposed that the project of challenge ${challenge} stops`,
    isRepeatable: true,
    apply: (changing) => {
      changing.ends[challenge] = 'stop proposed'
      return true
    },
    call: async (real) => {
      const { lead } = real.stage.rounds[challenge] ?? fail()
      return proposeStop(lead.officer, await projectOf(real, challenge), {
        operationKey: real.idOf(`stop ${challenge}`),
        reason: 'Nobody needs the rest of it any more.',
      })
    },
  }
}

const agreeToStop = (now: Model, challenge: number): Move => ({
  name: `the project of challenge ${challenge} is stopped`,
  isRepeatable: true,
  apply: (changing) => {
    if (!model.canStop(changing, challenge)) return false
    model.end(changing, challenge)
    return true
  },
  call: async (real) =>
    agreeStop(funderOf(real, now, challenge), await projectOf(real, challenge), {
      operationKey: real.idOf(`stop ${challenge} agreed`),
      stopId: real.idOf(`stop ${challenge}`),
    }),
})

/** The next step of what goes back, of some project. */
export const giveBack: Chooser = (now, { at }) =>
  pick(
    now.giveBacks.flatMap((one, challenge) => {
      if (!one) return []
      if (one.state === 'open') return [ask(challenge, one)]
      if (one.state === 'asked') return [agree(now, challenge, one)]
      return one.waiting.map((council) => refund(challenge, council))
    }),
    at,
  )

const ask = (challenge: number, one: GiveBack): Move => ({
  name: `it is asked that what challenge ${challenge} has left goes back`,
  isRepeatable: true,
  apply: () => {
    one.state = 'asked'
    return true
  },
  call: async (real) => {
    const { lead } = real.stage.rounds[challenge] ?? fail()
    const operationKey = real.idOf(`give-back ${challenge} asked`)
    return askGiveBack(lead.approver, await projectOf(real, challenge), { operationKey })
  },
})

const agree = (now: Model, challenge: number, one: GiveBack): Move => ({
  name: `what challenge ${challenge} has left goes back`,
  isRepeatable: true,
  apply: (changing) => {
    model.agree(changing, challenge, one)
    return true
  },
  call: async (real) => {
    const operationKey = real.idOf(`give-back ${challenge} agreed`)
    const project = await projectOf(real, challenge)
    return agreeGiveBack(funderOf(real, now, challenge), project, { operationKey })
  },
})

const refund = (challenge: number, council: number): Move => ({
  name: `council ${council} has its part of challenge ${challenge} back`,
  isRepeatable: true,
  apply: (changing) => {
    model.refund(changing, challenge, council)
    return true
  },
  call: async (real) => {
    const { lead, challengeId } = real.stage.rounds[challenge] ?? fail()
    const { officer } = real.stage.cast.councils[council] ?? fail()
    const { id } = await db.giveBackPart.findFirstOrThrow({
      where: { councilId: officer.organisationId, giveBack: { project: { challengeId } } },
    })
    return recordRefund(lead.approver, id, {
      operationKey: real.idOf(`refund ${challenge}/${council}`),
      refundedOn: londonDay(clock.now()),
      bankReference: `REFUND ${challenge}/${council}`,
    })
  },
})

async function projectOf({ stage }: Real, challenge: number) {
  const { challengeId } = stage.rounds[challenge] ?? fail()
  return (await db.project.findUniqueOrThrow({ where: { challengeId } })).id
}

const funderOf = ({ stage }: Real, now: Model, challenge: number) =>
  (stage.cast.funders[payingPot(now, challenge) % 2] ?? fail()).first
