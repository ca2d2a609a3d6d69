import type { Model } from '../model/state.ts'
import type { Names } from './picture.ts'
import type { Conditions } from '../model/world.ts'
import { fail, type Stage } from './stage.ts'

/** The product's side of a history. */
export type Real = {
  stage: Stage
  names: Names
  /** An id made once for a thing of the model, and known by its name from then on. */
  idOf: (name: string) => string
  /** Every call so far that another one may repeat with the same key. */
  calls: { name: string; call: Call }[]
  /** Every step so far, in words. */
  told: string[]
}
export type Call = (real: Real) => Promise<unknown>

/** One thing somebody does, worked out on the model first. */
export type Move = {
  name: string
  /** Changes the model; false when the product must refuse. */
  apply: (model: Model) => boolean
  call: Call
  /** Sent again later it must change nothing. */
  isRepeatable?: boolean
}

/** Numbers made by chance, from which a move picks what there is to pick. */
export type Chance = { kind: number; at: number; other: number; sum: number; flag: boolean }
export type Chooser = (model: Model, chance: Chance) => Move | undefined

export const pick = <T>(things: T[], at: number): T | undefined => things[at % things.length]

/** The model's conditions as the product stores them. */
export function conditionsOf(asked: Conditions, { cast }: Stage) {
  const { leastCouncils, leastPledgedPence, mostOfTotalBasisPoints, follows } = asked
  const { officer } = cast.councils[follows ?? 0] ?? fail()
  const { organisationId: councilId, organisationName: name } = officer
  return {
    ...(leastCouncils !== undefined && { minimumCouncils: leastCouncils }),
    ...(leastPledgedPence !== undefined && { minimumPledgedPence: String(leastPledgedPence) }),
    ...(mostOfTotalBasisPoints !== undefined && { mostOfTotalBasisPoints }),
    ...(follows !== undefined && { asMuchAs: { councilId, name } }),
    ...(asked.isInOwnWords && { other: 'Only with a trial in our county' }),
  }
}
