import { newId } from '#app/core/id.ts'
import type { Pence } from '#app/core/money.ts'
import { fitInto, isAsked, OpenRooms, take, type WantRooms } from '../pots/match-room.ts'
import { askPots, hasBonus, type CouncilEdges } from '../pots/plan-match.ts'
import { putOnTop } from './on-top.ts'
import { PotBooks } from './replay-books.ts'
import type { ReplayEvent } from './replay-event.ts'
import {
  countCouncils,
  gapOf,
  keyOf,
  potsOf,
  pursesOf,
  type Held,
  type Live,
  type Round,
} from './replay-round.ts'
import { expectOf, wrongOf, type Expected, type StoredMatch } from './replay-match.ts'

export type Difference = { potId: string | undefined; pledgeId: string | undefined; what: string }

const MOST_DIFFERENCES = 1_000

/**
 * Works every match, use of a cap and balance out again from the journals in order, by the functions that
 * worked them out then, and holds what is stored against it. Only open rounds are kept in mind. What is
 * different is named once: it goes on from what is stored, so that one fault does not look like many.
 */
export class Replay {
  readonly differences: Difference[] = []
  readonly books = new PotBooks()
  readonly rooms = new OpenRooms({ usedPence: new Map(), leftInPotPence: new Map() })
  /** How many matches of each pot were seen. */
  readonly seen = new Map<string, number>()
  private readonly rounds = new Map<string, Round>()
  private readonly roundOf = new Map<string, string>()

  constructor(private readonly edges: CouncilEdges) {}

  /** What is reserved, by round, for those that are open at the end. */
  openRounds() {
    return [...this.rounds].map(([roundId, { live, pledgedPence, matchedPence }]) => {
      return { roundId, councilCount: countCouncils({ live }), pledgedPence, matchedPence }
    })
  }

  differs(what: string, about: { potId?: string; pledgeId?: string | null } = {}) {
    if (this.differences.length >= MOST_DIFFERENCES) return
    const { potId, pledgeId } = about
    this.differences.push({ potId, pledgeId: pledgeId ?? undefined, what })
  }

  next(event: ReplayEvent) {
    const handle = handlers[event.kind]
    if (handle) handle(this, event)
    else if (!plainKinds.has(event.kind) && this.touchesPots(event))
      for (const potId of potsOf(event))
        this.differs(
          `journal ${event.journalId} is of a kind the replay does not know: ${event.kind}`,
          { potId },
        )
    this.books.apply(event)
    for (const { potId, purse } of pursesOf(event))
      this.rooms.leftIn(potId, purse).pence = this.books.availableIn(potId, purse)
  }

  private touchesPots = (event: ReplayEvent) => potsOf(event).length > 0

  commit({ commitment, matches, at }: ReplayEvent) {
    if (!commitment) return
    const { topsUpId, roundId, targetPence } = commitment
    const { pledgeId, amountPence } = commitment.asking
    const round = this.openRound(roundId, targetPence)
    this.finishUnlocks(round)
    const bonusPotIds = [...round.live.values()].flatMap(({ held }) =>
      held.flatMap(({ potId, isBonus }) => (isBonus ? [potId] : [])),
    )
    const bare = { ...commitment.asking, matchedPotIds: [] }
    const own: Live = { asking: bare, topsUpId, held: [] }
    round.live.set(pledgeId, own)
    this.roundOf.set(pledgeId, roundId)
    round.pledgedPence += amountPence
    const stack = putOnTop(
      [...round.live.values()].map((live) => ({ ...live.asking, topsUpId: live.topsUpId })),
    )
    const earlier = stack.slice(0, -1)
    const asking = { ...bare, onTop: stack.at(-1)?.onTop }
    const councilCount = countCouncils(round)
    const asked = { councilCount, targetPence, edges: this.edges, earlier, bonusPotIds }
    const { wants } = askPots(asking, asked, newId)
    const stored = new Map(matches.map((match) => [match.potId, match]))
    const given: boolean[] = []
    const open = { gapToTargetPence: gapOf(round), given }
    for (const [place, want] of wants.entries()) {
      if (!isAsked(want, given)) continue
      const rooms = this.rooms.roomsFor(want)
      if (want.pledgeId !== pledgeId) {
        const fit = fitInto(want, rooms, open)
        if (fit.amountPence === 0n) continue
        given[place] = true
        const { amountPence: pence, boundBy, working } = fit
        round.toUnlock.set(keyOf(want), { want, rooms, amountPence: pence, boundBy, working })
        continue
      }
      const match = stored.get(want.potId)
      stored.delete(want.potId)
      const expected = expectOf(want, {
        rooms,
        open,
        match,
        late: this.books.inFlight(want, at),
      })
      const actual = match?.amountPence ?? 0n
      this.compare(expected, match)
      take(rooms, actual)
      open.gapToTargetPence -= actual
      if (actual === 0n || !match) continue
      given[place] = true
      this.hold(round, own, { match, rooms })
    }
    for (const match of stored.values()) this.unexpected(match)
  }

  unlock({ matches, pledgeId, part, at, journalId }: ReplayEvent) {
    const [match] = matches
    const roundId = this.roundOf.get(pledgeId ?? '')
    const round = roundId ? this.rounds.get(roundId) : undefined
    const live = round?.live.get(pledgeId ?? '')
    if (!match || !round || !live)
      return this.differs(`journal ${journalId} reserves a match that is not there`, { pledgeId })
    const known = round.toUnlock.get(keyOf(match))
    if (known) {
      round.toUnlock.delete(keyOf(match))
      this.compare(known, match)
      take(known.rooms, match.amountPence - known.amountPence)
      return this.hold(round, live, { match, rooms: known.rooms })
    }
    if (!part) return this.unexpected(match)
    const rooms = this.rooms.roomsFor(part)
    const open = { gapToTargetPence: gapOf(round), given: undefined }
    this.compare(
      expectOf(part, {
        ...{ rooms, open, match },
        late: this.books.inFlight(part, at),
      }),
      match,
    )
    take(rooms, match.amountPence)
    this.hold(round, live, { match, rooms })
  }

  /** A pledge is lowered, and each of its matches to what it still earns, or to what it held if that is less. */
  lower(event: ReplayEvent) {
    const { pledgeId, lowering, transfers } = event
    const round = this.rounds.get(this.roundOf.get(pledgeId ?? '') ?? '')
    const live = round?.live.get(pledgeId ?? '')
    if (!round || !live || !lowering) return
    this.finishUnlocks(round)
    const back = new Map<string, Pence>()
    for (const held of live.held) {
      const toPence = lowering.matches.get(held.id) ?? held.amountPence
      if (toPence > held.amountPence) this.differs('a lowered match that rose', held.match)
      const less = toPence - held.amountPence
      back.set(held.potId, (back.get(held.potId) ?? 0n) - less)
      take(held.rooms, less)
      round.matchedPence += less
      held.amountPence = toPence
    }
    for (const { fromPot, to, pence } of transfers)
      if (fromPot && to === 'pot-available') back.set(fromPot, (back.get(fromPot) ?? 0n) - pence)
    for (const [potId, pence] of back)
      if (pence !== 0n)
        this.differs(`journal ${event.journalId} does not move what its matches lost`, {
          potId,
          pledgeId,
        })
    live.held = live.held.filter(({ amountPence }) => amountPence > 0n)
    round.pledgedPence += lowering.toPence - live.asking.amountPence
    const matchedPotIds = live.held.map(({ potId }) => potId)
    live.asking = { ...live.asking, amountPence: lowering.toPence, matchedPotIds }
  }

  /** A pledge ends, and lets go of exactly its own matches. */
  release(event: ReplayEvent) {
    const { pledgeId } = event
    const roundId = this.roundOf.get(pledgeId ?? '')
    const round = roundId ? this.rounds.get(roundId) : undefined
    const live = round?.live.get(pledgeId ?? '')
    if (!round || !live || !roundId) return
    this.finishUnlocks(round)
    this.sameSums(event, live.held, { from: 'match-reserved', to: 'pot-available' })
    for (const { rooms, amountPence } of live.held) {
      take(rooms, -amountPence)
      round.matchedPence -= amountPence
    }
    round.pledgedPence -= live.asking.amountPence
    this.forget(roundId, round, pledgeId ?? '')
  }

  /** A round is funded: what is reserved for it becomes firm. */
  fund(event: ReplayEvent) {
    const round = this.rounds.get(event.operationKey)
    if (!round) return
    this.finishUnlocks(round)
    const held = [...round.live.values()].flatMap((live) => live.held)
    this.sameSums(event, held, { from: 'match-reserved', to: 'match-committed' })
    for (const pledgeId of [...round.live.keys()]) this.forget(event.operationKey, round, pledgeId)
  }

  private openRound(roundId: string, targetPence: Pence): Round {
    const known = this.rounds.get(roundId)
    if (known) return known
    const sums = { targetPence, pledgedPence: 0n, matchedPence: 0n }
    const round = { ...sums, live: new Map<string, Live>(), toUnlock: new Map<string, Expected>() }
    this.rounds.set(roundId, round)
    return round
  }

  private forget(roundId: string, round: Round, pledgeId: string) {
    round.live.delete(pledgeId)
    this.roundOf.delete(pledgeId)
    if (round.live.size === 0) this.rounds.delete(roundId)
  }

  private hold(
    round: Round,
    live: Live,
    { match, rooms }: { match: StoredMatch; rooms: WantRooms },
  ) {
    const { id, potId, amountPence } = match
    live.held.push({ id, potId, amountPence, rooms, isBonus: hasBonus(match), match })
    live.asking.matchedPotIds.push(potId)
    round.matchedPence += amountPence
    this.seen.set(potId, (this.seen.get(potId) ?? 0) + 1)
  }

  /** What a commitment was to switch on and did not. */
  private finishUnlocks(round: Round) {
    for (const expected of round.toUnlock.values()) {
      this.compare(expected, undefined)
      take(expected.rooms, -expected.amountPence)
    }
    round.toUnlock.clear()
  }

  private sameSums(event: ReplayEvent, held: Held[], way: { from: string; to: string }) {
    const sums = new Map<string, Pence>()
    const add = (potId: string, pence: Pence) => sums.set(potId, (sums.get(potId) ?? 0n) + pence)
    for (const { potId, amountPence } of held) add(potId, amountPence)
    for (const { from, to, fromPot, pence } of event.transfers)
      if (from === way.from && to === way.to && fromPot) add(fromPot, -pence)
    for (const [potId, pence] of sums)
      if (pence !== 0n)
        this.differs(`journal ${event.journalId} moves ${-pence} pence more than its matches`, {
          potId,
          pledgeId: event.pledgeId,
        })
  }

  private unexpected(match: StoredMatch) {
    this.seen.set(match.potId, (this.seen.get(match.potId) ?? 0) + 1)
    this.differs(`a match of ${match.amountPence} pence that no rule asks for`, match)
  }

  private compare(expected: Expected, match: StoredMatch | undefined) {
    const { want, amountPence } = expected
    const { potId, pledgeId } = want
    if (!match) {
      if (amountPence > 0n)
        this.differs(`no match, and ${amountPence} pence by the rule`, { potId, pledgeId })
      return
    }
    const wrong = wrongOf(expected, match)
    if (wrong.length > 0) this.differs(wrong.join('; '), { potId, pledgeId })
  }
}

/** A new kind of journal that changes matches is one line here. */
const handlers: Record<string, (replay: Replay, event: ReplayEvent) => void> = {
  'pledge-committed': (replay, event) => replay.commit(event),
  'match-unlocked': (replay, event) => replay.unlock(event),
  'pledge-lowered': (replay, event) => replay.lower(event),
  'pledge-withdrawn': (replay, event) => replay.release(event),
  'pledge-lapsed': (replay, event) => replay.release(event),
  'round-funded': (replay, event) => replay.fund(event),
}
/** These move balances only, by their transfers. */
const plainKinds = new Set([
  'pot-funded',
  'pot-taken-back',
  'collection-received',
  'collection-cancelled',
  'payment-approved',
  'payment-settled',
  'unspent-given-back',
  'refund-paid',
])
