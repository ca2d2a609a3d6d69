import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { dayOf, londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { limitFor, type Scheme } from '../organisations/delegation.ts'
import { getPolicy } from '../organisations/policy-number.server.ts'
import { getCouncil, listBankHolidays } from '../organisations/queries.server.ts'
import { listAccounts } from '../organisations/same-human-queries.server.ts'
import { readKeyDecisionRules, readScheme } from '../organisations/scheme-queries.server.ts'
import { divisionOf } from '../organisations/working-days.ts'
import type { Conditions } from './conditions.ts'
import type { GateFact, GateFactKind } from './gate-fact.ts'
import { gatesOf, toSign, type GateFacts } from './gates.ts'
import { needsApproval, totalOf, type FundingType } from './pledge.ts'
import {
  isStanding,
  listSigners,
  signerOf,
  whyNotSign,
  withinYear,
  type SchemeInUse,
  type SignedAs,
} from './signers.ts'

/** What the gates ask of a pledge itself. */
export type GatedPledge = {
  id: string
  councilId: string
  amountPence: Pence
  /** What stands beside it, where it tops up another: who signs, signs for the total. */
  standingPence: Pence
  fundingType: FundingType
  conditions: Conditions
  madeById: string
  signByOn?: Day | undefined
  agreementAcceptedAt: Date | null
  round: { closesAt: Date }
}

/**
 * Every fact the gates of a pledge are asked about today. Who commits by it has read the version of the rule
 * book before: a change since then turns it.
 */
export async function readGateFacts(pledge: GatedPledge): Promise<GateFacts> {
  const { id, councilId, madeById, round, agreementAcceptedAt, ...rest } = pledge
  const on = londonDay(clock.now())
  const council = await getCouncil(councilId)
  const [scheme, rules, holidays, recorded, signature, consent, maker, accounts] =
    await Promise.all([
      readSchemeInUse(councilId, on),
      readKeyDecisionRules({ councilId, nation: council.nation }, on),
      listBankHolidays(divisionOf(council.nation)),
      listGateFacts(id),
      findSignature(id),
      readConsentSums(on),
      db.person.findUniqueOrThrow({ where: { id: madeById }, select: { name: true } }),
      listAccounts(db, madeById),
    ])
  return {
    ...{ on, scheme, rules, holidays, recorded, signature, consent, madeById },
    makerAccounts: accounts,
    ...{
      amountPence: totalOf(rest),
      standingPence: rest.standingPence,
      fundingType: rest.fundingType,
      conditions: rest.conditions,
    },
    nation: council.nation,
    councilName: council.name,
    closesOn: londonDay(round.closesAt),
    madeByName: maker.name,
    makerLimitPence: limitOf(scheme, madeById, rest),
    signByOn: rest.signByOn,
    agreementAcceptedOn: agreementAcceptedAt ? londonDay(agreementAcceptedAt) : undefined,
  }
}

/** The gates of a pledge as they stand now, for its own council. */
export const listGates = async (pledge: GatedPledge) => gatesOf(await readGateFacts(pledge))

/** How the pledge an officer is about to send would be signed, with every gate it meets. */
export async function getSigning(actor: Actor, pledge: GatedPledge) {
  const facts = await readGateFacts({ ...pledge, madeById: actor.personId })
  const { makerLimitPence: limitPence, scheme, rules } = facts
  const alone = {
    limitPence,
    hasLock: scheme.locks.length > 0,
    keyDecisionAbovePence: rules.abovePence,
  }
  return {
    limitPence,
    needed: needsApproval({ ...pledge, amountPence: facts.amountPence }, alone),
    signers: listSigners(scheme, toSign(facts)),
    gates: gatesOf(facts),
    locks: scheme.locks,
  }
}

/** For somebody who opens a pledge to sign it: may they, under which limit, and what is still to clear. */
export async function getApproval({ personId }: Actor, pledge: GatedPledge) {
  const facts = await readGateFacts(pledge)
  const asked = toSign(facts)
  const signer = signerOf(facts.scheme, asked, personId)
  const gates = gatesOf(facts)
  const isSigned = facts.signature !== undefined && isStanding(facts.scheme, asked, facts.signature)
  return { signer, whyNot: whyNotSign(facts.scheme, asked, personId), gates, isSigned }
}

type Asked = Pick<GatedPledge, 'fundingType' | 'standingPence'>

/** Up to what total somebody may commit alone. What stands already is counted in their year once, not again. */
function limitOf(
  scheme: SchemeInUse,
  personId: string,
  { fundingType, standingPence }: Asked,
): Pence {
  const person = scheme.people.find((one) => one.personId === personId)
  const limit = person && limitFor(person.limits, fundingType)
  if (!person || !limit) return 0n
  if (limit.yearLimitPence === undefined) return limit.limitPence
  const used = scheme.uses.find(
    (one) => one.membershipId === person.membershipId && one.spend === (limit.spend ?? 'any'),
  )
  return withinYear(limit.limitPence, {
    leftPence: limit.yearLimitPence - (used?.usedPence ?? 0n),
    standingPence,
  })
}

/** The scheme with what is used of each limit in the financial year of the day. */
export async function readSchemeInUse(councilId: string, on: Day): Promise<SchemeInUse> {
  const scheme: Scheme = await readScheme(councilId, on)
  const limited = scheme.people.filter(({ limits }) =>
    limits.some(({ yearLimitPence }) => yearLimitPence !== undefined),
  )
  const uses = await db.signingYear.findMany({
    where: {
      membershipId: { in: limited.map(({ membershipId }) => membershipId) },
      year: financialYear(on),
    },
    select: { membershipId: true, spend: true, usedPence: true },
    orderBy: [{ membershipId: 'asc' }, { spend: 'asc' }],
    take: 1_000,
  })
  return { ...scheme, uses }
}

/** The year in which the financial year of a day begins: 1 April to 31 March. */
const financialYear = (on: Day) => Number(on.slice(0, 4)) - (on.slice(5) < '04-01' ? 1 : 0)

async function findSignature(pledgeId: string) {
  const row = await db.pledgeApproval.findUnique({
    where: { id: pledgeId },
    select: {
      signedAs: true,
      principalId: true,
      approvedAt: true,
      approvedBy: { select: { id: true, name: true } },
    },
  })
  if (!row) return undefined
  return {
    personId: row.approvedBy.id,
    name: row.approvedBy.name,
    signedAs: row.signedAs as SignedAs,
    principalId: row.principalId ?? undefined,
    on: londonDay(row.approvedAt),
  }
}

/** What is on record about the gates of a pledge, in the order it was recorded. */
export async function listGateFacts(pledgeId: string): Promise<GateFact[]> {
  const rows = await db.gateFact.findMany({
    where: { pledgeId },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    take: 200,
    include: { recordedBy: { select: { name: true } } },
  })
  return rows.map(({ kind, happenedOn, reference, link, recordedBy, recordedAt }) => ({
    kind: kind as GateFactKind,
    on: dayOf(happenedOn),
    reference,
    link: link ?? undefined,
    recordedBy: recordedBy.name,
    recordedAt,
  }))
}

async function readConsentSums(on: Day) {
  const [capital, other] = await Promise.all([
    getPolicy('section-24-consent-above-pence:capital', on),
    getPolicy('section-24-consent-above-pence:other', on),
  ])
  return { capitalAbovePence: capital.value, otherAbovePence: other.value }
}
