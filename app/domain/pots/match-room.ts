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

export type Fitted = { amountPence: Pence; boundBy: Limit | undefined; working: Working }
export type Fit = PotWant & Fitted

/**
 * Gives each want what its limits leave, in order. The same sums as `commit_pledges` in the database
 * does under its locks, for previews and replays; a test holds the two against each other.
 */
export function fitWants(wants: PotWant[], rooms: Rooms): Fit[] {
  const open: OpenRooms = {
    usedPence: new Map(rooms.usedPence),
    leftInPotPence: new Map(rooms.leftInPotPence),
    gapToTargetPence: rooms.gapToTargetPence,
    matchedPledgeIds: new Set(),
  }
  return wants.map((want) => ({ ...want, ...fitInto(want, open) }))
}

/** Rooms that get smaller with each want that is fitted into them. */
export type OpenRooms = Rooms & { matchedPledgeIds: Set<string> }

/** Fits one want, and takes its room. */
export function fitInto(want: PotWant, open: OpenRooms): Fitted {
  const { usedPence, leftInPotPence } = open
  const caps = capRows(want).map(({ scope, ref, capPence }) => {
    return { scope, capPence, key: capKey(want.potId, { scope, ref }) }
  })
  const isGivenWay = want.doesNotStack && open.matchedPledgeIds.has(want.pledgeId)
  const left = leftInPotPence.get(want.potId) ?? 0n
  const fit = finishWorking(want, [
    { step: 'stack', cap: undefined, room: isGivenWay ? 0n : undefined },
    ...caps.map(({ scope, capPence: cap, key }) => ({
      step: scope,
      cap,
      room: cap === undefined ? undefined : cap - (usedPence.get(key) ?? 0n),
    })),
    { step: 'target', cap: undefined, room: open.gapToTargetPence },
    { step: 'pot', cap: undefined, room: left },
  ])
  const { amountPence } = fit
  for (const { key } of caps) usedPence.set(key, (usedPence.get(key) ?? 0n) + amountPence)
  leftInPotPence.set(want.potId, left - amountPence)
  open.gapToTargetPence -= amountPence
  if (amountPence > 0n) open.matchedPledgeIds.add(want.pledgeId)
  return fit
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
