import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { londonDay } from '#app/core/time.ts'
import { claimMilestone } from '#app/domain/delivery/claim-milestone.server.ts'
import { decideAcceptance } from '#app/domain/delivery/decide-acceptance.server.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import { settlePaymentFile } from '#app/domain/delivery/settle-payment-file.server.ts'
import { startProject } from '#app/domain/delivery/start-project.server.ts'
import { takeBackReceipt } from '#app/domain/delivery/take-back-receipt.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import { recordReceipt } from '#app/domain/payments/record-receipt.server.ts'
import { build } from '#tests/factories/index.ts'
import { endBuilt, hasEnded } from '../model/giving-back.ts'
import * as model from '../model/paying.ts'
import { receive as receiveModel, takeBack } from '../model/pledging.ts'
import type { Milestone, Model } from '../model/state.ts'
import { SECOND_APPROVAL_ABOVE_PENCE } from '../model/world.ts'
import { pick, type Chooser, type Move, type Real } from './moves.ts'
import type { Cast } from './cast.ts'
import { fail, makeFirm } from './stage.ts'
import { count } from './tally.ts'

/** The next step of some project, whichever: money in, an award, a claim, a yes, a file. */
export const deliver: Chooser = (now, chance) =>
  pick(
    [
      ...receipts(now),
      ...takenBack(now, chance.other),
      ...awards(now, chance.sum),
      ...milestoneSteps(now, chance.flag),
      ...files(now),
    ],
    chance.at,
  )

const receipts = (now: Model): Move[] =>
  now.pledges.flatMap((pledge, number) => {
    if (pledge.state !== 'called' || pledge.isReceived || hasEnded(now, pledge.challenge)) return []
    const times = pledge.receipts
    const call = async ({ stage, idOf }: Real) => {
      const { lead } = stage.rounds[pledge.challenge] ?? fail()
      const where = { pledgeId: idOf(`pledge ${number}`) }
      const { id, reference } = await db.collection.findUniqueOrThrow({ where })
      return recordReceipt(lead.approver, id, {
        operationKey: idOf(`receipt ${number}/${times}`),
        receivedOn: londonDay(clock.now()),
        bankReference: reference,
      })
    }
    return [
      {
        ...{ name: `the money of pledge ${number} is in`, isRepeatable: true, call },
        apply: (changing) => {
          receiveModel(changing, pledge)
          return true
        },
      },
    ]
  })

/** Some of what is in was a mistake. */
const takenBack = (now: Model, other: number): Move[] =>
  now.pledges.flatMap((pledge, number) => {
    if (!pledge.isReceived || other % 4 > 0) return []
    const times = pledge.receipts
    const call = async ({ stage, idOf }: Real) => {
      const { lead } = stage.rounds[pledge.challenge] ?? fail()
      const where = { pledgeId: idOf(`pledge ${number}`) }
      const { id } = await db.collection.findUniqueOrThrow({ where })
      const operationKey = idOf(`taken back ${number}/${times}`)
      return takeBackReceipt(lead.approver, id, { operationKey, reason: 'Another challenge' })
    }
    return [
      {
        ...{ name: `the money of pledge ${number} is not in`, isRepeatable: true, call },
        apply: (changing) => !hasEnded(changing, pledge.challenge) && takeBack(changing, pledge),
      },
    ]
  })

/** Prices in hundredths of what was raised; now and then more than that, so that the last one is not paid. */
const awards = (now: Model, sum: number): Move[] =>
  now.outcomes.flatMap((outcome, challenge) => {
    if (outcome !== 'funded' || now.projects[challenge]) return []
    const raised = model.raisedPence(now, challenge)
    const shares = [(sum % 50) + 7, (sum % 31) + 11, (sum % 13) + 3]
    const prices = shares.map((share) => (raised * BigInt(share)) / 100n + 1n)
    return [
      {
        name: `challenge ${challenge} is awarded for ${prices.join(' + ')}p`,
        apply: (changing) => {
          changing.projects[challenge] = prices.map((pence): Milestone => {
            return { pence, state: 'open', claims: 0, shares: [] }
          })
          return true
        },
        call: (real) => openProject(real, challenge, prices),
      },
    ]
  })

async function openProject({ stage, names }: Real, challenge: number, prices: bigint[]) {
  const { challengeId, slug, lead } = stage.rounds[challenge] ?? fail()
  const funded = await db.challenge.findUniqueOrThrow({ where: { id: challengeId } })
  const firm = await makeFirm()
  await build.award({
    challenge: { ...funded, slug, lead: lead.officer },
    supplierMember: firm,
    milestones: prices,
  })
  const { id } = await startProject(lead.officer, challengeId, build.key())
  const milestones = await db.milestone.findMany({
    where: { projectId: id },
    orderBy: { position: 'asc' },
  })
  firms.set(challengeId, firm)
  for (const [place, milestone] of milestones.entries())
    names.set(milestone.id, `${challenge}/${place}`)
}

const firms = new Map<string, Actor>()

type Step = { now: Model; challenge: number; place: number; milestone: Milestone }

function milestoneSteps(now: Model, flag: boolean): Move[] {
  return now.projects.flatMap((project, challenge) =>
    (project ?? []).flatMap((milestone, place) => {
      const step = { now, challenge, place, milestone }
      if (milestone.state === 'open') return hasEnded(now, challenge) ? [] : [claim(step)]
      if (milestone.state === 'claimed') return [accept(step, flag)]
      if (milestone.state === 'accepted' || milestone.state === 'first-approved')
        return [approvePayment(step)]
      return []
    }),
  )
}

const nameOf = ({ challenge, place }: Step) => `${challenge}/${place}`
const claimName = (step: Step, claims = step.milestone.claims) => `claim ${nameOf(step)}/${claims}`
const milestoneId = ({ names }: Real, step: Step) =>
  [...names].find(([, name]) => name === nameOf(step))?.[0] ?? fail()

function claim(step: Step): Move {
  const { milestone, challenge } = step
  const key = claimName(step, milestone.claims + 1)
  return {
    name: `milestone ${nameOf(step)} is claimed`,
    isRepeatable: true,
    apply: () => {
      milestone.claims++
      milestone.state = 'claimed'
      return true
    },
    call: (real) => {
      const firm = firms.get(real.stage.rounds[challenge]?.challengeId ?? '') ?? fail()
      const input = { ...build.claimInput(), claimId: real.idOf(key) }
      return claimMilestone(firm, milestoneId(real, step), input)
    },
  }
}

function accept(step: Step, isGood: boolean): Move {
  const { milestone, challenge } = step
  const key = claimName(step)
  return {
    name: `the claim for ${nameOf(step)} is ${isGood ? 'accepted' : 'sent back'}`,
    isRepeatable: true,
    apply: () => {
      milestone.state = isGood ? 'accepted' : 'open'
      return true
    },
    call: ({ stage, idOf }) => {
      const { lead } = stage.rounds[challenge] ?? fail()
      const decision = isGood ? 'accepted' : 'sent-back'
      return decideAcceptance(lead.officer, idOf(key), { decision, reason: 'As the test says' })
    },
  }
}

/** A funder whose pot pays says yes first; above the threshold somebody of the other funder too. */
function approvePayment(step: Step): Move {
  const { now, milestone, challenge } = step
  const key = claimName(step)
  const isFirst = milestone.state === 'accepted'
  const isAlone = milestone.pence <= SECOND_APPROVAL_ABOVE_PENCE
  const funder = (model.payingPot(now, challenge) + (isFirst ? 0 : 1)) % 2
  return {
    name: `paying ${nameOf(step)} is approved ${isFirst ? 'first' : 'second'}`,
    isRepeatable: true,
    apply: (changing) => {
      if (!isFirst || isAlone) {
        const isApproved = model.approve(changing, challenge, milestone)
        if (isApproved) count(fundersOf(milestone))
        return isApproved
      }
      milestone.state = 'first-approved'
      return true
    },
    call: async ({ stage, idOf }) => {
      const { first: by } = stage.cast.funders[funder] ?? fail()
      const found = await db.claim.findUniqueOrThrow({ where: { id: idOf(key) } })
      await build.approval({ by, claim: found })
    },
  }
}

/** Whether a purse with more than one funder pays part of it: what its funders bear is split then. */
function fundersOf({ shares }: Milestone) {
  const purses = shares.filter(({ funder }) => funder !== undefined).map(({ source }) => source)
  if (purses.length === 0) return 'paid by councils alone'
  return new Set(purses).size < purses.length ? 'paid by funders of a purse' : 'paid by a funder'
}

function files(now: Model): Move[] {
  const made = now.files.length
  const isDue = now.projects.some((project) => project?.some(model.isDue))
  const make: Move = {
    name: `payment file ${made} is made`,
    isRepeatable: true,
    apply: (changing) => {
      model.makeFile(changing)
      return true
    },
    call: async ({ stage, idOf, names }) => {
      const id = await makePaymentFile(maker(stage), idOf(`file key ${made}`))
      names.set(id, `file ${made}`)
      fileIds.set(idOf(`file key ${made}`), id)
    },
  }
  return [...(isDue ? [make] : []), ...now.files.flatMap((file, number) => stepOf(file, number))]
}

/** A file takes every payment that is due, so those of histories before this one go first. */
export async function drainFiles({ funders }: Cast) {
  const due = await db.payment.count({ where: { paymentFileId: null } })
  if (due > 0) await makePaymentFile(funders[0]?.first ?? fail(), newId())
}

const fileIds = new Map<string, string>()
const maker = (stage: Real['stage']) => stage.cast.funders[0]?.first ?? fail()
const sender = (stage: Real['stage']) => stage.cast.funders[1]?.first ?? fail()

function stepOf(file: Model['files'][number], number: number): Move[] {
  const idOfFile = ({ idOf }: Real) => fileIds.get(idOf(`file key ${number}`)) ?? fail()
  if (file.state === 'made')
    return [
      {
        ...{ name: `payment file ${number} is sent`, isRepeatable: true },
        apply: () => {
          model.sendFile(file)
          return true
        },
        call: (real) => sendPaymentFile(sender(real.stage), idOfFile(real)),
      },
    ]
  if (file.state === 'settled') return []
  return [
    {
      ...{ name: `payment file ${number} is paid by the bank`, isRepeatable: true },
      apply: (changing) => {
        model.settleFile(changing, file)
        endBuilt(changing)
        return true
      },
      call: (real) =>
        settlePaymentFile(sender(real.stage), idOfFile(real), {
          settledOn: londonDay(clock.now()),
        }),
    },
  ]
}
