import type { Pence } from '#app/core/money.ts'

/** One council that has the problem, with what it says the problem costs it in a year. */
export type CostBearer = { type: string; population: number | null; yearlyCostPence: Pence | null }

/** Residents of all councils of a type together. */
export type TypePopulation = { type: string; population: number }

export type NationalCost = {
  coSigners: number
  /** How many of them said what it costs them. */
  stated: number
  /** Those sums added up, exactly. */
  statedPence: Pence
  /** Undefined while nobody has stated a cost that can be scaled. */
  range: { lowPence: Pence; highPence: Pence } | undefined
}

/** An estimate must not look exact: it is shown in whole thousands of pounds. */
const STEP_PENCE = 1_000_00n

/**
 * Adds up what the problem costs in a year. The low end is the co-signing councils alone, those without
 * a figure taken at the others' cost for each resident; the high end is every council of the same types
 * at that cost. Types are scaled apart, since a county and its districts serve the same people.
 */
export function nationalCost(coSigners: CostBearer[], types: TypePopulation[]): NationalCost {
  const stated = coSigners.filter(({ yearlyCostPence }) => yearlyCostPence !== null)
  const estimates = types.flatMap(({ type, population }) => {
    const estimate = estimateType(
      coSigners.filter((council) => council.type === type),
      population,
    )
    return estimate ? [estimate] : []
  })
  const lowPence = roundToStep(total(estimates.map(({ lowPence }) => lowPence)))
  const highPence = roundToStep(total(estimates.map(({ highPence }) => highPence)))
  return {
    coSigners: coSigners.length,
    stated: stated.length,
    statedPence: total(stated.map(({ yearlyCostPence }) => yearlyCostPence ?? 0n)),
    range: highPence > 0n ? { lowPence, highPence } : undefined,
  }
}

/** Undefined when no council of this type gave both a cost and, from the register, a population. */
function estimateType(coSigners: CostBearer[], populationOfAll: number) {
  const scalable = coSigners.filter(
    ({ population, yearlyCostPence }) => population && yearlyCostPence !== null,
  )
  const statedPence = total(scalable.map(({ yearlyCostPence }) => yearlyCostPence ?? 0n))
  const statedResidents = residents(scalable)
  if (statedResidents === 0n) return undefined
  const atSameCost = (people: bigint) => (statedPence * people) / statedResidents
  return {
    lowPence: atSameCost(residents(coSigners)),
    highPence: atSameCost(larger(BigInt(populationOfAll), residents(coSigners))),
  }
}

const residents = (councils: CostBearer[]) =>
  total(councils.map(({ population }) => BigInt(population ?? 0)))
const total = (sums: bigint[]) => sums.reduce((sum, each) => sum + each, 0n)
const larger = (a: bigint, b: bigint) => (a > b ? a : b)
const roundToStep = (pence: Pence) => ((pence + STEP_PENCE / 2n) / STEP_PENCE) * STEP_PENCE
