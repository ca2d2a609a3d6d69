import { test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import type { Actor } from '../organisations/actor.ts'
import { answerCondition } from './answer-condition.server.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { changePledge } from './change-pledge.server.ts'
import { closeRound } from './close-round.server.ts'
import { declinePledge } from './decline-pledge.server.ts'
import { extendRound } from './extend-round.server.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { changeInKind, offerInKind, withdrawInKind } from './offer-in-kind.server.ts'
import { openRound } from './open-round.server.ts'
import { recordGateFact } from './record-gate-fact.server.ts'
import { topUpPledge } from './top-up-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })

/** A pledge of a council with two people who may sign it. */
async function councilPledge(state: 'draft' | 'awaiting-approval') {
  const organisation = await build.council()
  const officer = await build.officer({ organisation })
  const approvers = {
    same: await build.financeApprover({ organisation, limitPence: pounds(90_000) }),
    other: await build.financeApprover({ organisation, limitPence: pounds(90_000) }),
  }
  const round = await build.round()
  const { id, amountPence } = await build.pledge({ round, by: officer, state })
  return { id, amountPence, officer, approvers, round }
}

async function committed() {
  const round = await build.round()
  return build.committedPledge({ round, amountPence: pounds(900) })
}

const inKind = () => ({
  operationKey: newId(),
  skill: 'user-research' as const,
  days: 5,
  dayRate: pounds(400),
  rateSource: 'Our internal charge',
})

const verbs: Record<string, () => Promise<KeyCase>> = {
  async makePledge() {
    const { id, officer, approvers } = await councilPledge('draft')
    const signedBy = ({ personId: signById }: { personId: string }) => {
      return { ...build.accepted, signById }
    }
    return {
      send: (answers) => makePledge(officer, id, signedBy(approvers[answers])),
      count: audited(id, 'pledge-sent-to-sign'),
    }
  },
  async approvePledge() {
    const { id, amountPence, approvers } = await councilPledge('awaiting-approval')
    const form = { ...build.key(), seenPence: amountPence }
    return {
      send: (answers) => approvePledge(approvers[answers], id, form),
      count: () => db.journal.count({ where: { pledgeId: id, kind: 'pledge-committed' } }),
    }
  },
  async declinePledge() {
    const { id, approvers } = await councilPledge('awaiting-approval')
    return {
      send: (answers) => declinePledge(approvers.same, id, { reason: answers }),
      count: audited(id, 'pledge-declined'),
    }
  },
  async withdrawPledge() {
    const { id, by } = await committed()
    return {
      send: (answers) => withdrawPledge(by, id, { reason: answers }),
      count: () => db.journal.count({ where: { pledgeId: id, kind: 'pledge-withdrawn' } }),
    }
  },
  async lowerPledge() {
    const { id, by } = await committed()
    const operationKey = newId()
    const amounts = { same: pounds(500), other: pounds(400) }
    return {
      send: (answers) => lowerPledge(by, id, { operationKey, amount: amounts[answers] }),
      count: () => db.pledgeChange.count({ where: { pledgeId: id } }),
    }
  },
  async topUpPledge() {
    const { id, by } = await committed()
    const form = { ...build.accepted, ...build.key(), fromPence: pounds(900) }
    const amounts = { same: pounds(1_000), other: pounds(1_100) }
    return {
      send: (answers) => topUpPledge(by, id, { ...form, amount: amounts[answers] }),
      count: () => db.pledge.count({ where: { topsUpId: id, state: 'committed' } }),
    }
  },
  async changePledge() {
    const { id, amountPence, officer } = await councilPledge('awaiting-approval')
    const form = { ...build.accepted, ...build.key(), fromPence: amountPence }
    const amounts = { same: pounds(700), other: pounds(800) }
    return {
      send: (answers) => changePledge(officer, id, { ...form, amount: amounts[answers] }),
      count: audited(id, 'pledge-changed'),
    }
  },
  async recordGateFact() {
    const { id, officer } = await councilPledge('awaiting-approval')
    const on = londonDay(clock.now())
    const fact = { ...build.key(), kind: 'notice-published' as const, on, link: undefined }
    return {
      send: (reference) => recordGateFact(officer, id, { ...fact, reference }),
      count: () => db.gateFact.count({ where: { pledgeId: id } }),
    }
  },
  async answerCondition() {
    const { id, round } = await councilPledge('awaiting-approval')
    const answer = { ...build.key(), isMet: true }
    return {
      send: (reply) => answerCondition(round.by, id, { ...answer, reply }),
      count: audited(id, 'condition-answered'),
    }
  },
  async openRound() {
    await build.policy('co-signers-to-open-a-round', 1n)
    const by = await build.officer()
    const { id } = await build.challenge({ by })
    const terms = {
      ...build.key(),
      stretch: undefined,
      minimumCouncils: 1,
      smallestPledge: pounds(1),
      closesOn: addDays(londonDay(clock.now()), 30),
      isDataKeptInUk: true,
    }
    const targets = { same: pounds(10_000), other: pounds(11_000) }
    return {
      send: (answers) => openRound(by, id, { ...terms, target: targets[answers] }),
      count: () => db.round.count({ where: { challengeId: id } }),
    }
  },
  async extendRound() {
    await build.policy('round-extensions-at-most', 2n)
    await build.policy('round-extension-days-at-most', 60n)
    const { id, by, closesAt } = await build.round()
    const form = { ...build.key(), closesOn: addDays(londonDay(closesAt), 9) }
    return {
      send: (reason) => extendRound(by, id, { ...form, reason }),
      count: () => db.roundExtension.count({ where: { roundId: id } }),
    }
  },
  async closeRound() {
    await build.policy('collection-due-days', 30n)
    const { id, by, challengeId } = await build.round({ targetPence: pounds(900) })
    await build.committedPledge({ round: { id, challengeId }, amountPence: pounds(900) })
    return {
      send: () => closeRound(by, id),
      count: () => db.journal.count({ where: { kind: 'round-funded', operationKey: id } }),
      hasNoAnswers: true,
    }
  },
  async offerInKind() {
    const by = await build.officer()
    const { id: challengeId } = await build.challenge()
    const form = inKind()
    return {
      send: (about) => offerInKind(by, challengeId, { ...form, about }),
      count: () => db.inKindPledge.count({ where: { challengeId } }),
    }
  },
  async changeInKind() {
    const { by, offerId } = await offered()
    const form = inKind()
    return {
      send: (about) => changeInKind(by, offerId, { ...form, about }),
      count: audited(offerId, 'in-kind-changed'),
    }
  },
  async withdrawInKind() {
    const { by, offerId } = await offered()
    const offers = { same: offerId, other: (await offered(by)).offerId }
    const form = build.key()
    return {
      send: (answers) => withdrawInKind(by, offers[answers], form),
      count: audited(offerId, 'in-kind-withdrawn'),
    }
  },
}

async function offered(wanted?: Actor) {
  const by = wanted ?? (await build.officer())
  const { id: challengeId } = await build.challenge()
  const form = inKind()
  await offerInKind(by, challengeId, { ...form, about: 'Interviews' })
  return { by, offerId: form.operationKey }
}

test.each(Object.entries(verbs))('%s: one key is one deed with one body', async (_, prepare) => {
  await expectOneDeed(await prepare())
})
