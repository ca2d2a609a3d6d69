import type { Pence } from '#app/core/money.ts'
import { capKey, capRows, type CapRow, type PotWant } from '../pots/match-room.ts'
import { limitInWorking } from '../pots/match-step.ts'

/** One pledge to commit, with what to ask the pots for. */
export type Deal = {
  roundId: string
  /** What it comes on top of, where it tops up another. */
  topUp: { topsUpId: string; standingPence: Pence } | undefined
  wants: PotWant[]
  /** What `commit_pledges` keeps of it as it stands. */
  words: { pledgeId: string; from: string; amountPence: Pence; at: Date } & Record<string, unknown>
}

type Cap = Pick<CapRow, 'scope' | 'ref'> & {
  potId: string
  leastPence: Pence | undefined
  mostPence: Pence | undefined
  wantedPence: Pence
}

/** Things of a batch, each once; whoever needs one points at its place, from 1 as the database counts. */
class Places<Thing> {
  readonly things: Thing[] = []
  private readonly places = new Map<string, number>()

  placeOf(key: string, make: () => Thing): number {
    const known = this.places.get(key)
    if (known !== undefined) return known
    const place = this.things.push(make())
    this.places.set(key, place)
    return place
  }

  at = (place: number) => this.things[place - 1]
}

/** Many deals as the database's `commit_pledges` reads them. */
export function batchOf(deals: Deal[]) {
  const rounds = new Places<string>()
  const pots = new Places<{ potId: string; wantedPence: Pence }>()
  const caps = new Places<Cap>()

  const wantOf = (want: PotWant) => {
    const { potId, wantedPence } = want
    const pot = pots.placeOf(potId, () => ({ potId, wantedPence: 0n }))
    const asked = pots.at(pot)
    if (asked) asked.wantedPence += wantedPence
    const rows = capRows(want)
    return {
      pot,
      wantedPence,
      matchId: want.matchId,
      pledgeId: want.pledgeId,
      councilId: want.councilId,
      ruleId: want.ruleId,
      areaId: want.area?.id,
      boundBy: limitInWorking(want.working),
      working: want.working,
      doesNotStack: want.doesNotStack,
      caps: rows.map((row) => capOf(potId, row, wantedPence)),
      limits: rows.map(({ capPence }) => capPence ?? null),
    }
  }

  const capOf = (potId: string, { scope, ref, capPence }: CapRow, wantedPence: Pence) => {
    const limits = { leastPence: capPence, mostPence: capPence }
    const place = caps.placeOf(capKey(potId, { scope, ref }), () => ({
      ...{ potId, scope, ref, ...limits },
      wantedPence: 0n,
    }))
    const cap = caps.at(place)
    if (!cap) return place
    cap.wantedPence += wantedPence
    if (capPence !== undefined && capPence < (cap.leastPence ?? capPence + 1n))
      cap.leastPence = capPence
    // Without a limit on one of them, the row itself has none.
    if (capPence === undefined) cap.mostPence = undefined
    else if (cap.mostPence !== undefined && capPence > cap.mostPence) cap.mostPence = capPence
    return place
  }

  return {
    deals: deals.map(({ roundId, words, wants }, place) => ({
      ...words,
      place,
      round: rounds.placeOf(roundId, () => roundId),
      wants: wants.map(wantOf),
    })),
    rounds: rounds.things,
    pots: pots.things,
    caps: caps.things,
  }
}
