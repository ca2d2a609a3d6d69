import type { Pence } from '#app/core/money.ts'
import type { Want } from './match-rule.ts'
import { limitInWorking, stoppedAt, type Limit, type Working } from './match-step.ts'

/** A want of one pot for one pledge, with all that the database needs to decide and keep it. */
export type PotWant = Want & {
  matchId: string
  pledgeId: string
  councilId: string
  challengeId: string
  potId: string
  ruleId: string
  /** The instant the rule is taken from: when the pledge was committed. */
  asOf: Date
}

/** What has been used under caps, and what is left of the target and of each pot. */
export type Rooms = {
  usedPence: Map<string, Pence>
  gapToTargetPence: Pence
  leftInPotPence: Map<string, Pence>
}

export type CapRow = {
  scope: 'challenge' | 'council' | 'area'
  ref: string
  capPence: Pence | undefined
}

/** A cap of an area is for one challenge; a cap of a council is for all of them together. */
export function capRows({ challengeId, councilId, area, caps }: PotWant): CapRow[] {
  const rows: CapRow[] = [
    { scope: 'challenge', ref: challengeId, capPence: caps.challenge },
    { scope: 'council', ref: councilId, capPence: caps.council },
  ]
  if (area) rows.push({ scope: 'area', ref: `${challengeId}/${area.id}`, capPence: caps.area })
  return rows
}

export const capKey = (potId: string, { scope, ref }: { scope: string; ref: string }) =>
  `${potId}/${scope}/${ref}`

export type Fit = PotWant & { amountPence: Pence; boundBy: Limit | undefined }

/**
 * Gives each want what its limits leave, in order. The same sums as `commit_pledges` in the database
 * does under its locks, for previews and replays; a test holds the two against each other.
 */
export function fitWants(wants: PotWant[], rooms: Rooms): Fit[] {
  const used = new Map(rooms.usedPence)
  const left = new Map(rooms.leftInPotPence)
  let gap = rooms.gapToTargetPence
  const matched = new Set<string>()
  return wants.map((want) => {
    const keyOf = (row: CapRow) => capKey(want.potId, row)
    const isGivenWay = want.doesNotStack && matched.has(want.pledgeId)
    const looked = [
      { step: 'stack' as const, cap: undefined, room: isGivenWay ? 0n : undefined },
      ...capRows(want).map((row) => ({
        step: row.scope,
        cap: row.capPence,
        room: row.capPence === undefined ? undefined : row.capPence - (used.get(keyOf(row)) ?? 0n),
      })),
      { step: 'target' as const, cap: undefined, room: gap },
      { step: 'pot' as const, cap: undefined, room: left.get(want.potId) ?? 0n },
    ]
    const fit = finishWorking(want, looked)
    for (const row of capRows(want))
      used.set(keyOf(row), (used.get(keyOf(row)) ?? 0n) + fit.amountPence)
    left.set(want.potId, (left.get(want.potId) ?? 0n) - fit.amountPence)
    gap -= fit.amountPence
    if (fit.amountPence > 0n) matched.add(want.pledgeId)
    return { ...want, ...fit }
  })
}

type Room = { step: Limit; cap: Pence | undefined; room: Pence | undefined }

/** Looks at each limit in order, and adds a step for each that stopped the match. */
function finishWorking(want: Want, rooms: Room[]) {
  let amountPence = want.wantedPence
  let boundBy = limitInWorking(want.working)
  const working: Working = [...want.working]
  for (const { step, cap, room } of rooms) {
    if (room === undefined || room >= amountPence) continue
    amountPence = room > 0n ? room : 0n
    boundBy = step
    working.push(stoppedAt(step, { cap, room: amountPence }))
  }
  return { amountPence, boundBy, working }
}
