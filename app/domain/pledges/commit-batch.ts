import type { Pence } from '#app/core/money.ts'
import { textOfArray, textOfRow } from '#app/core/row-text.ts'
import { accountName } from '../ledger/account-name.ts'
import { capKey, capRows, type CapRow, type PotWant } from '../pots/match-room.ts'
import { limitInWorking } from '../pots/match-step.ts'
import { purseKey, ringFenceOf, type Purse } from '../pots/purse.ts'
import type { Seen } from './own-pledge.ts'

/** One pledge to commit, with what to ask the pots for. */
export type Deal = {
  roundId: string
  councilId: string
  challengeId: string
  /** What it comes on top of, where it tops up another. */
  topUp: { topsUpId: string; standingPence: Pence } | undefined
  wants: PotWant[]
  pledgeId: string
  /** The state and the sum its gates were asked about. */
  from: string
  amountPence: Pence
  /** The purses its match comes from were chosen by it. */
  fundingType: string
  at: Date
  personId: string
  organisationId: string
  memo: string
  /** What the wants were worked out from. */
  ruleBook: string
  /** From this instant the same rule book may say something else. */
  until: Date
  leastCouncils: number
  mostCouncils: number
  /** The round was open when it was read. */
  isOpen: boolean
  /** Of the round's totals when they were read; it turns with each change of the round. */
  seenVersion: number
  /** The versions of the rows it was decided by. */
  seen: Seen
  targetPence: Pence
  /** The wants are right only for exactly the pledges there were. */
  hangsOnVersion: boolean
  audit: { action: string; summary: string; detail: Record<string, string> }
  approval: { approvedById: string; limitPence: Pence } | undefined
  job: object | undefined
}

type Cap = Pick<CapRow, 'scope' | 'ref'> & {
  potId: string
  leastPence: Pence | undefined
  mostPence: Pence | undefined
  wantedPence: Pence
}

type Pot = { potId: string; purse: Purse; wantedPence: Pence }

/**
 * Many deals as the database's `commit_pledges` takes them: the values of its parameters, each row in the order
 * of its type there. Rounds, purses of pots and caps come once and in the order of locks; whoever needs one points at its place.
 */
export function batchOf(deals: Deal[]) {
  const rounds = sorted(new Map(deals.map(({ roundId }) => [roundId, roundId])))
  const { pots, caps, rows, ties } = askedOf(deals)
  const each = deals.map((deal) => rowOfDeal(deal, rounds.placeOf(deal.roundId)))
  return [rounds.things, pots, caps, each, rows, ties]
}

/** What the deals ask pots for, and under which caps. */
function askedOf(deals: Deal[]) {
  const pots = sorted(potsOf(deals))
  const caps = sorted(capsOf(deals))
  return {
    pots: pots.things.map((pot) => textOfRow([pot.potId, pot.purse, pot.wantedPence])),
    caps: caps.things.map(rowOfCap),
    rows: deals.flatMap(({ wants }, place) =>
      wants.map((want) => rowOfWant(want, { deal: place + 1, pots, caps })),
    ),
    ties: tiesOf(deals),
  }
}

/** What wants hang on, by their places in the batch, from 1. */
function tiesOf(deals: Deal[]) {
  let before = 0
  return deals.flatMap(({ wants }) => {
    const first = before + 1
    before += wants.length
    return wants.flatMap(({ givesWayTo = [], bonus }, place) => {
      const tie = (earlier: number, isNeeded: boolean) =>
        textOfRow([first + place, first + earlier, isNeeded])
      return [
        ...givesWayTo.map((earlier) => tie(earlier, false)),
        ...(bonus?.askedBy ?? []).map((earlier) => tie(earlier, bonus?.isTaken ?? false)),
      ]
    })
  })
}

/**
 * Whether nothing is to be decided about a pledge but whether it fits: no signature or job goes with it, it tops up
 * nothing, switches nothing on for others, and each pot is asked whatever the others give.
 */
export const isPlain = ({ from, isOpen, topUp, approval, job, wants, pledgeId }: Deal) =>
  from === 'draft' &&
  isOpen &&
  !topUp &&
  !approval &&
  !job &&
  wants.every((want) => want.pledgeId === pledgeId && !want.givesWayTo && !want.bonus)

/** One plain deal, as `commit_pledge` takes it. */
export type Alone = Pick<Deal, 'roundId' | 'amountPence' | 'seenVersion' | 'at'> & {
  matchPence: Pence
  /** Of the parameters after the version seen and the moment: what they say holds for as long as the deal does. */
  values: string[]
}

/**
 * Whatever is known by now is written out, so that sending it is all there is left to do. Of an account whose number is not
 * given, the database knows it by name. What it locks comes in the order of locks.
 */
export function aloneOf(deal: Deal, accountIds: ReadonlyMap<string, bigint> = new Map()): Alone {
  const { roundId, seenVersion, at, wants, amountPence } = deal
  const inOrder = wants.length > 1 ? wants.toSorted(byPurse) : wants
  const moves = movesOf(deal).map(({ debit, credit, pence }) =>
    textOfRow([debit, credit, accountIds.get(debit), accountIds.get(credit), pence]),
  )
  const matchPence = matchOf(deal)
  const values = [
    ...[deal.pledgeId, roundId, deal.councilId, deal.challengeId, deal.fundingType],
    ...[String(amountPence), String(matchPence), String(deal.targetPence), deal.ruleBook],
    ...[deal.personId, deal.organisationId, deal.memo],
    ...[deal.audit.action, deal.audit.summary, JSON.stringify(deal.audit.detail)],
    textOfArray(moves),
    textOfArray(inOrder.map(rowOfMatch)),
    JSON.stringify(inOrder.map(({ working }) => working)),
    textOfArray(sorted(capsOf([deal])).things.map(rowOfCap)),
    ...[deal.seen.pledge, deal.seen.round, deal.seen.challenge],
  ]
  return { roundId, amountPence, matchPence, seenVersion, at, values }
}

/** What a plain deal moves between accounts, by their names. */
export const movesOf = (deal: Deal) => [
  { ...accountsOf(deal), pence: deal.amountPence },
  ...deal.wants.map((want) => ({ ...accountsOfWant(want), pence: want.wantedPence })),
]

/** All that a plain deal asks for, which it gets whole or not at all. */
const matchOf = ({ wants }: Deal) => wants.reduce((sum, { wantedPence }) => sum + wantedPence, 0n)

const byPurse = (one: PotWant, other: PotWant) => (keyOf(one) < keyOf(other) ? -1 : 1)

const rowOfMatch = ({ purse = 'unrestricted', ...want }: PotWant) =>
  textOfRow([
    ...[want.matchId, want.potId, purse, want.ruleId, want.area?.id],
    ...[want.wantedPence, limitInWorking(want.working)],
  ])

const rowOfCap = (cap: Cap) =>
  textOfRow([cap.potId, cap.scope, cap.ref, cap.leastPence, cap.mostPence, cap.wantedPence])

const accountsOf = ({ councilId, challengeId }: Deal) => ({
  debit: accountName({ kind: 'council', councilId }),
  credit: accountName({ kind: 'pledged', councilId, challengeId }),
})

function accountsOfWant({ potId, challengeId, ...want }: PotWant) {
  const purse = ringFenceOf(want.purse)
  return {
    debit: accountName({ kind: 'pot-available', potId, purse }),
    credit: accountName({ kind: 'match-reserved', potId, challengeId, purse }),
  }
}

type Sorted<Thing> = { things: Thing[]; placeOf: (key: string) => number }

/** Places count from 1, as the database does. */
function sorted<Thing>(things: Map<string, Thing>): Sorted<Thing> {
  const entries = [...things].sort(([one], [other]) => (one < other ? -1 : 1))
  const places = new Map(entries.map(([key], place) => [key, place + 1]))
  return { things: entries.map(([, thing]) => thing), placeOf: (key) => places.get(key) ?? 0 }
}

function rowOfDeal(deal: Deal, round: number) {
  const accounts = accountsOf(deal)
  return textOfRow([
    deal.pledgeId,
    round,
    deal.councilId,
    deal.challengeId,
    deal.fundingType,
    deal.from,
    deal.amountPence,
    deal.at,
    deal.personId,
    deal.organisationId,
    deal.memo,
    accounts.debit,
    accounts.credit,
    deal.ruleBook,
    deal.leastCouncils,
    deal.mostCouncils,
    deal.hangsOnVersion ? deal.seenVersion : undefined,
    deal.audit.action,
    deal.audit.summary,
    JSON.stringify(deal.audit.detail),
    deal.approval?.approvedById,
    deal.approval?.limitPence,
    deal.job && JSON.stringify(deal.job),
  ])
}

type Around = { deal: number; pots: Sorted<Pot>; caps: Sorted<Cap> }

function rowOfWant(want: PotWant, { deal, pots, caps }: Around) {
  const rows = capRows(want)
  const accounts = accountsOfWant(want)
  return textOfRow([
    deal,
    want.matchId,
    want.pledgeId,
    want.challengeId,
    want.councilId,
    pots.placeOf(keyOf(want)),
    want.ruleId,
    want.area?.id,
    want.wantedPence,
    limitInWorking(want.working),
    JSON.stringify(want.working),
    rows.map((row) => caps.placeOf(capKey(want.potId, row))),
    rows.map(({ capPence }) => capPence),
    accounts.debit,
    accounts.credit,
  ])
}

const keyOf = ({ potId, purse = 'unrestricted' }: PotWant) => purseKey(potId, purse)

function potsOf(deals: Deal[]) {
  const pots = new Map<string, Pot>()
  for (const { wants } of deals)
    for (const want of wants) {
      const { potId, purse = 'unrestricted', wantedPence } = want
      const pot = pots.get(keyOf(want))
      if (pot) pot.wantedPence += wantedPence
      else pots.set(keyOf(want), { potId, purse, wantedPence })
    }
  return pots
}

function capsOf(deals: Deal[]) {
  const caps = new Map<string, Cap>()
  for (const { wants } of deals)
    for (const want of wants) for (const row of capRows(want)) addCap(caps, want, row)
  return caps
}

function addCap(caps: Map<string, Cap>, { potId, wantedPence }: PotWant, row: CapRow) {
  const { scope, ref, capPence } = row
  const key = capKey(potId, row)
  const cap = caps.get(key)
  if (!cap) {
    caps.set(key, { potId, scope, ref, leastPence: capPence, mostPence: capPence, wantedPence })
    return
  }
  cap.wantedPence += wantedPence
  if (capPence !== undefined && capPence < (cap.leastPence ?? capPence + 1n))
    cap.leastPence = capPence
  // Without a limit on one of them, the row itself has none.
  if (capPence === undefined) cap.mostPence = undefined
  else if (cap.mostPence !== undefined && capPence > cap.mostPence) cap.mostPence = capPence
}
