import type { Pence } from '#app/core/money.ts'
import type { Want } from './match-rule.ts'
import { limitInWorking, stoppedAt, type Limit, type Working } from './match-step.ts'
import { purseKey, type Purse } from './purse.ts'

/** A want of one pot for one pledge, with all that the database needs to decide and keep it. */
export type PotWant = Omit<Want, 'doesNotStack'> & {
  matchId: string
  pledgeId: string
  councilId: string
  challengeId: string
  potId: string
  /** The money of the pot it is matched from; left out, what is not ring-fenced. */
  purse?: Purse | undefined
  ruleId: string
  /** The instant the rule is taken from: when the pledge was committed. */
  asOf: Date
  /**
   * What a pot asked earlier wants for the same pledge or one that it tops up, by place in the commitment: once
   * one of these is given anything, this is given nothing.
   */
  givesWayTo?: number[] | undefined
  /** Where others in the commitment ask for the pot's one-off bonus first. */
  bonus?: BonusAsked | undefined
}

export type BonusAsked = {
  /** The wants that ask for it first, by place. */
  askedBy: number[]
  /** Whether this is asked for once one of them has it, or as long as none has. */
  isTaken: boolean
}

/** What has been used under caps, and what is left of the target and of each purse, by its `purseKey`. */
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
  const open = new OpenRooms(rooms)
  const given: boolean[] = []
  const round = { gapToTargetPence: rooms.gapToTargetPence, given }
  return wants.flatMap((want, place) => {
    if (!isAsked(want, given)) return []
    const fitted = fitInto(want, open.roomsFor(want), round)
    given[place] = fitted.amountPence > 0n
    return [{ ...want, ...fitted }]
  })
}

/** Of a want with the bonus and the same without it, one is asked for. */
export const isAsked = ({ bonus }: PotWant, given: boolean[] = []) =>
  !bonus || bonus.askedBy.some((place) => given[place]) === bonus.isTaken

/** A sum that changes, found once and then held. */
export type Cell = { pence: Pence }
/** What a want takes room from: what is used under each of its caps, and what is left in its purse. */
export type WantRooms = {
  challenge: Cell
  council: Cell
  area: Cell | undefined
  leftInPot: Cell
}

type PotCells = {
  leftInPurse: Map<Purse, Cell>
  challenge: Map<string, Cell>
  council: Map<string, Cell>
  area: Map<string, Map<string, Cell>>
}

/**
 * Rooms that get smaller with each want. Maps in maps, so that a simulation of very many pledges puts
 * no key together from texts: that costs more than the sums.
 */
export class OpenRooms {
  private readonly pots = new Map<string, PotCells>()

  constructor(private readonly start: Pick<Rooms, 'usedPence' | 'leftInPotPence'>) {}

  roomsFor({ potId, purse, challengeId, councilId, area }: PotWant): WantRooms {
    const pot = this.potOf(potId)
    return {
      challenge:
        pot.challenge.get(challengeId) ??
        this.newCell(pot.challenge, challengeId, { potId, scope: 'challenge' }),
      council:
        pot.council.get(councilId) ??
        this.newCell(pot.council, councilId, { potId, scope: 'council' }),
      area: area && this.areaOf(pot, potId, { challengeId, areaId: area.id }),
      leftInPot: this.leftIn(potId, purse),
    }
  }

  /** What is used under each cap now, by its key. */
  *usedNow(): Generator<[string, { potId: string; pence: Pence }]> {
    for (const [potId, { challenge, council, area }] of this.pots) {
      const entry = (scope: string, ref: string, { pence }: Cell) =>
        [capKey(potId, { scope, ref }), { potId, pence }] as [
          string,
          { potId: string; pence: Pence },
        ]
      for (const [ref, cell] of challenge) yield entry('challenge', ref, cell)
      for (const [ref, cell] of council) yield entry('council', ref, cell)
      for (const [challengeId, areas] of area)
        for (const [areaId, cell] of areas) yield entry('area', `${challengeId}/${areaId}`, cell)
    }
  }

  leftIn(potId: string, purse: Purse = 'unrestricted'): Cell {
    const { leftInPurse } = this.potOf(potId)
    const known = leftInPurse.get(purse)
    if (known) return known
    const cell = { pence: this.start.leftInPotPence.get(purseKey(potId, purse)) ?? 0n }
    leftInPurse.set(purse, cell)
    return cell
  }

  private potOf(potId: string): PotCells {
    const known = this.pots.get(potId)
    if (known) return known
    const maps = { challenge: new Map(), council: new Map(), area: new Map() }
    const pot = { leftInPurse: new Map(), ...maps }
    this.pots.set(potId, pot)
    return pot
  }

  private areaOf(pot: PotCells, potId: string, about: { challengeId: string; areaId: string }) {
    const { challengeId, areaId } = about
    const known = pot.area.get(challengeId)
    const areas = known ?? new Map<string, Cell>()
    if (!known) pot.area.set(challengeId, areas)
    return (
      areas.get(areaId) ??
      this.newCell(areas, areaId, { potId, scope: 'area', under: `${challengeId}/` })
    )
  }

  private newCell(
    cells: Map<string, Cell>,
    name: string,
    { potId, scope, under = '' }: { potId: string; scope: CapRow['scope']; under?: string },
  ) {
    const key = capKey(potId, { scope, ref: under + name })
    const cell = { pence: this.start.usedPence.get(key) ?? 0n }
    cells.set(name, cell)
    return cell
  }
}

/** What the wants of one commitment use up together. */
export type RoundRooms = {
  gapToTargetPence: Pence
  /** Which were given something, by place; undefined where there is but one want. */
  given: boolean[] | undefined
}

/** Fits one want, and takes its room. */
export function fitInto(want: PotWant, rooms: WantRooms, round: RoundRooms): Fitted {
  const { caps, area } = want
  const fit = new Fitting(want)
  if (want.givesWayTo?.some((place) => round.given?.[place])) fit.into('stack', 0n)
  fit.under('challenge', caps.challenge, rooms.challenge)
  fit.under('council', caps.council, rooms.council)
  if (area && rooms.area) fit.under('area', caps.area, rooms.area)
  fit.into('target', round.gapToTargetPence)
  fit.into('pot', rooms.leftInPot.pence)
  const { amountPence } = fit
  if (amountPence > 0n) {
    take(rooms, amountPence)
    round.gapToTargetPence -= amountPence
  }
  return fit
}

/** Takes room, or with a negative sum gives it back. */
export function take(rooms: WantRooms, pence: Pence) {
  rooms.challenge.pence += pence
  rooms.council.pence += pence
  if (rooms.area) rooms.area.pence += pence
  rooms.leftInPot.pence -= pence
}

/** Looks at one limit after the other, and adds a step for each that stopped the match. */
class Fitting implements Fitted {
  amountPence: Pence
  boundBy: Limit | undefined
  working: Working

  constructor(want: Pick<Want, 'wantedPence' | 'working'>) {
    this.amountPence = want.wantedPence
    this.boundBy = limitInWorking(want.working)
    this.working = want.working
  }

  under(step: Limit, cap: Pence | undefined, used: Cell) {
    if (cap !== undefined) this.into(step, cap - used.pence, cap)
  }

  into(step: Limit, room: Pence, cap?: Pence) {
    if (room >= this.amountPence) return
    this.amountPence = room > 0n ? room : 0n
    this.boundBy = step
    this.working = [...this.working, stoppedAt(step, { cap, room: this.amountPence })]
  }
}
