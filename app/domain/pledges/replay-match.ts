import type { Pence } from '#app/core/money.ts'
import { fitInto, type PotWant, type RoundRooms, type WantRooms } from '../pots/match-room.ts'
import type { Limit, Working } from '../pots/match-step.ts'

/** A match as it is stored. */
export type StoredMatch = {
  id: string
  pledgeId: string
  potId: string
  purse: string
  ruleId: string
  areaId: string | null
  wantedPence: Pence
  amountPence: Pence
  boundBy: Limit | null
  working: Working
}

/** A match as the rule and the rooms lead to it. */
export type Expected = {
  want: PotWant
  rooms: WantRooms
  amountPence: Pence
  boundBy: Limit | undefined
  working: Working
}

type Around = {
  rooms: WantRooms
  open: RoundRooms
  match: StoredMatch | undefined
  /** Sums that may have come into the pot too late to be seen. */
  late: Pence[]
}

/**
 * What a want comes to in its rooms, without taking any. Something that came into the pot in the same
 * moment may or may not have been seen; where the one that was stored fits, it is the one.
 */
export function expectOf(want: PotWant, { rooms, open, match, late }: Around): Expected {
  const withoutLate = (pence: Pence): Expected => {
    const leftInPot = { pence: rooms.leftInPot.pence - pence }
    const fit = fitInto(want, copyOf({ ...rooms, leftInPot }), { ...open })
    const { amountPence, boundBy, working } = fit
    return { want, rooms, amountPence, boundBy, working }
  }
  const plain = withoutLate(0n)
  const stored = match?.amountPence ?? 0n
  if (plain.amountPence === stored) return plain
  return late.map(withoutLate).find(({ amountPence }) => amountPence === stored) ?? plain
}

/** What is not as it was worked out again. */
export function wrongOf({ want, amountPence, boundBy, working }: Expected, match: StoredMatch) {
  return [
    match.amountPence !== amountPence &&
      `${match.amountPence} pence stored, ${amountPence} by the rule`,
    match.wantedPence !== want.wantedPence &&
      `wanted ${match.wantedPence} pence, ${want.wantedPence} by the rule`,
    match.boundBy !== (boundBy ?? null) &&
      `stopped by ${match.boundBy ?? 'nothing'}, not ${boundBy ?? 'nothing'}`,
    match.purse !== (want.purse ?? 'unrestricted') && 'from another purse',
    match.ruleId !== want.ruleId && 'of another version of the rule',
    match.areaId !== (want.area?.id ?? null) && 'of another area',
    textOf(match.working) !== textOf(working) && 'its working is not that of the rule',
  ].filter((text) => typeof text === 'string')
}

const copyOf = ({ challenge, council, area, leftInPot }: WantRooms): WantRooms => ({
  challenge: { ...challenge },
  council: { ...council },
  area: area && { ...area },
  leftInPot: { ...leftInPot },
})

/** JSON with its names in order, since the database keeps its own. */
const textOf = (working: Working) =>
  JSON.stringify(working.map((step) => Object.entries(step).sort(([a], [b]) => (a < b ? -1 : 1))))
