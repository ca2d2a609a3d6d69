import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { answerCondition } from '#app/domain/pledges/answer-condition.server.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { declinePledge } from '#app/domain/pledges/decline-pledge.server.ts'
import { readyDraft } from '#app/domain/pledges/ready-draft.server.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { recordGateFact } from '#app/domain/pledges/record-gate-fact.server.ts'
import { withdrawPledge } from '#app/domain/pledges/withdraw-pledge.server.ts'
import { build } from '#tests/factories/index.ts'
import { nextFact, type Fact } from '../model/decision.ts'
import { end } from '../model/ending.ts'
import * as model from '../model/pledging.ts'
import { isKeyDecision, isSigned, maySign, needsConsent } from '../model/signing.ts'
import { isOpen, numberOf, type Model, type Pledge, type Signer } from '../model/state.ts'
import { COUNCILS, type Conditions, type FundingType } from '../model/world.ts'
import { conditionsOf, pick, type Chance, type Chooser, type Real } from './moves.ts'
import { fail } from './stage.ts'

const waiting = (now: Model) => now.pledges.filter(({ state }) => state === 'awaiting-approval')

/** Most pledges ask for nothing. */
function conditionBy({ at, sum, flag }: Chance, council: number): Conditions {
  const others = Array.from({ length: COUNCILS }, (_, place) => place).filter(
    (place) => place !== council,
  )
  const all: Conditions[] = [
    { leastCouncils: 2 + (sum % 3) },
    { leastPledgedPence: pounds(sum + 400) },
    { mostOfTotalBasisPoints: 500 + ((sum * 7) % 8_000) },
    { follows: pick(others, sum) ?? 0 },
    { follows: pick(others, sum) ?? 0, mostOfTotalBasisPoints: 3_000 + sum },
    { isInOwnWords: true },
  ]
  return flag ? {} : (pick(all, at) ?? {})
}

const MONEY: FundingType[] = [
  'revenue',
  'revenue',
  'capital',
  'capital',
  'flexible-receipts',
  'grant',
]

/** Whom a pledge is sent to, or who signs it: mostly somebody who may. */
export function signerFor(now: Model, pledge: Pledge, { at, other }: Chance): Signer {
  const all: Signer[] = ['approver', 'chief']
  const able = all.filter((who) => maySign(now, pledge, who))
  return pick(other % 6 === 0 || able.length === 0 ? all : able, at) ?? 'chief'
}

export const pledge: Chooser = (now, chance) => {
  const { at, other, sum, kind } = chance
  const council = at % COUNCILS
  const challenge = other % now.world.challenges.length
  if (!isOpen(now, challenge) || model.hasLivePledge(now, council, challenge)) return undefined
  const conditions = conditionBy(chance, council)
  const fundingType = pick(MONEY, kind) ?? 'revenue'
  const wanted = { council, challenge, pence: pounds(sum), conditions, fundingType }
  const named = signerFor(now, model.newPledge(wanted), chance)
  const isSent = model.canSend(now, wanted, named)
  const name = isSent ? `pledge ${now.pledges.length}` : `unsent pledge of step ${now.steps}`
  const about = `${fundingType}${inWords(conditions)}, to be signed by the ${named}`
  return {
    name: `council ${council} pledges £${sum} to challenge ${challenge} from ${about}`,
    isRepeatable: true,
    apply: (changing) => model.makePledge(changing, wanted, named),
    call: (real) => send(real, { name, wanted, named }),
  }
}

const inWords = (conditions: Conditions) => {
  const said = Object.entries(conditions).map(([name, value]) => `${name} ${value}`)
  return said.length > 0 ? ` if ${said.join(' and ')}` : ''
}

type Sending = { name: string; wanted: model.NewPledge; named: Signer }

async function send({ stage, idOf }: Real, { name, wanted, named }: Sending) {
  const { council, challenge, pence: amountPence, conditions, fundingType } = wanted
  const { officer, [named]: signer } = stage.cast.councils[council] ?? fail()
  const round = stage.rounds[challenge] ?? fail()
  const id = idOf(name)
  const draft = {
    ...{ id, roundId: round.id, challengeId: round.challengeId, amountPence },
    ...{ conditions: conditionsOf(conditions, stage), state: 'draft', fundingType },
    ...{ councilId: officer.organisationId, madeById: officer.personId, madeAt: clock.now() },
  }
  // A draft that nobody was found to sign makes room for another one.
  await db.pledge.updateMany({
    where: { roundId: round.id, councilId: draft.councilId, state: 'draft', id: { not: id } },
    data: { state: 'withdrawn', endedAt: clock.now(), endedReason: 'Not sent' },
  })
  // A draft counts for nothing. Sent again it is there already.
  await db.pledge.createMany({ data: [{ ...draft, isNameShown: true }], skipDuplicates: true })
  await readyDraft(officer, id)
  return makePledge(officer, id, { ...build.accepted, signById: signer.personId })
}

/** Now and then by somebody who may not, or once more. */
export const sign: Chooser = (now, chance) => {
  const { at, sum } = chance
  const unsigned = waiting(now).filter((one) => !isSigned(now, one))
  const pledge = pick(sum % 9 === 0 ? waiting(now) : unsigned, at)
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  const who = signerFor(now, pledge, chance)
  const key = `signature of ${number} in step ${now.steps}`
  return {
    name: `pledge ${number} is signed by the ${who}`,
    isRepeatable: true,
    apply: (changing) => model.sign(changing, pledge, who),
    call: ({ stage, idOf }) => {
      const { [who]: signer } = stage.cast.councils[pledge.council] ?? fail()
      return approvePledge(signer, idOf(`pledge ${number}`), { operationKey: idOf(key) })
    },
  }
}

/** The successor of a council that is about to end consents to what it pledges. */
export const consent: Chooser = (now, { at }) => {
  const pledge = pick(
    waiting(now).filter((one) => needsConsent(now, one) && !one.hasConsent),
    at,
  )
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  return {
    name: `pledge ${number} is consented to`,
    isRepeatable: true,
    apply: (changing) => {
      pledge.hasConsent = true
      model.commitIfClear(changing, pledge)
      return true
    },
    call: (real) => recordFact(real, pledge, { number, kind: 'consent-given' }),
  }
}

type Recording = { number: number; kind: Fact | 'consent-given' }

function recordFact({ stage, idOf }: Real, { council }: Pledge, { number, kind }: Recording) {
  const { officer } = stage.cast.councils[council] ?? fail()
  return recordGateFact(officer, idOf(`pledge ${number}`), {
    ...{ operationKey: idOf(`${kind} of ${number}`), kind },
    ...{ on: londonDay(clock.now()), reference: 'Cabinet', link: undefined },
  })
}

/** What the cabinet of a council that takes key decisions does next for a pledge that waits for it. */
export const decide: Chooser = (now, { at, flag }) => {
  const pledge = pick(
    waiting(now).filter((one) => isKeyDecision(now, one) && nextFact(one.decision)),
    at,
  )
  const kind = pledge && nextFact(pledge.decision)
  // A published decision need not be called in: time may clear it.
  if (!pledge || !kind || (kind === 'called-in' && flag)) return undefined
  const number = numberOf(now, pledge)
  return {
    name: `${kind} is recorded for pledge ${number}`,
    isRepeatable: true,
    apply: (changing) => {
      pledge.decision[kind] = changing.day
      model.commitIfClear(changing, pledge)
      return true
    },
    call: (real) => recordFact(real, pledge, { number, kind }),
  }
}

export const answer: Chooser = (now, { at, other, flag }) => {
  const pledge = pick(
    model.livePledges(now).filter(({ conditions }) => conditions.isInOwnWords),
    at,
  )
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  const key = `answer ${now.steps}/${other} to ${number}`
  return {
    name: `the condition of pledge ${number} is ${flag ? '' : 'not '}met`,
    apply: () => {
      pledge.isMet = flag
      return true
    },
    call: ({ stage, idOf }) => {
      const { lead } = stage.rounds[pledge.challenge] ?? fail()
      const reply = { operationKey: idOf(key), isMet: flag, reply: 'As the test says' }
      return answerCondition(lead.officer, idOf(`pledge ${number}`), reply)
    },
  }
}

export const decline: Chooser = (now, { at }) => {
  const pledge = pick(waiting(now), at)
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  return {
    name: `pledge ${number} is not signed`,
    isRepeatable: true,
    apply: (changing) => {
      end(changing, pledge, 'declined')
      return true
    },
    call: ({ stage, idOf }) => {
      const { approver } = stage.cast.councils[pledge.council] ?? fail()
      return declinePledge(approver, idOf(`pledge ${number}`), { reason: 'Not this year' })
    },
  }
}

/** Now and then of a pledge that was called or has ended: then it is refused, and changes nothing. */
export const withdraw: Chooser = (now, { at, other }) => {
  const live = model.livePledges(now)
  const pledge = pick(other % 5 === 0 ? now.pledges : live, at)
  if (!pledge) return undefined
  const number = numberOf(now, pledge)
  return {
    name: `pledge ${number} is withdrawn`,
    isRepeatable: true,
    apply: (changing) => {
      const can = model.canWithdraw(changing, pledge)
      if (can) model.withdraw(changing, pledge)
      return can
    },
    call: ({ stage, idOf }) => {
      const { officer } = stage.cast.councils[pledge.council] ?? fail()
      return withdrawPledge(officer, idOf(`pledge ${number}`), { reason: '' })
    },
  }
}
