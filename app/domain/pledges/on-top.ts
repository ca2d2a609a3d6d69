import type { Pence } from '#app/core/money.ts'
import type { OnTop } from '../pots/plan-match.ts'

/** A pledge that counts, as those after it see it. */
type Stacked = {
  pledgeId: string
  /** The pledge it tops up. */
  topsUpId: string | null
  amountPence: Pence
  matchedPotIds?: string[]
  roundId?: string
}

/**
 * Says of each top-up what it came on top of. The pledges are in the order they were committed; one that tops
 * up what is not among them comes on top of nothing.
 */
export function putOnTop<Row extends Stacked>(
  pledges: Row[],
): (Row & { onTop: OnTop | undefined })[] {
  const stacks = new Map<string, OnTop>()
  const councils = new Map<string, number>()
  return pledges.map((pledge) => {
    const { pledgeId, topsUpId, amountPence, matchedPotIds = [], roundId = '' } = pledge
    const onTop = topsUpId === null ? undefined : stacks.get(topsUpId)
    const councilPlace = onTop?.councilPlace ?? (councils.get(roundId) ?? 0) + 1
    if (topsUpId === null) councils.set(roundId, councilPlace)
    stacks.set(topsUpId ?? pledgeId, {
      standingPence: (onTop?.standingPence ?? 0n) + amountPence,
      councilPlace,
      matchedPotIds: [...(onTop?.matchedPotIds ?? []), ...matchedPotIds],
      pledgeIds: [...(onTop?.pledgeIds ?? []), pledgeId],
    })
    return { ...pledge, onTop }
  })
}

type Live = Stacked & { state: string; matchedPence: Pence }

/** A pledge with its total, and the pledges it is the total of: itself first. */
export type Whole<Row> = Row & { parts: Row[] }

/** One pledge for each council that has signed: its top-ups that are signed too are part of it. */
export function foldTopUps<Row extends Live>(pledges: Row[]): Whole<Row>[] {
  const isPart = ({ topsUpId, state }: Row) => topsUpId !== null && state === 'committed'
  return pledges
    .filter((pledge) => !isPart(pledge))
    .map((pledge) => {
      const topUps = pledges.filter((one) => isPart(one) && one.topsUpId === pledge.pledgeId)
      const parts = [pledge, ...topUps]
      return {
        ...pledge,
        parts,
        amountPence: parts.reduce((sum, part) => sum + part.amountPence, 0n),
        matchedPence: parts.reduce((sum, part) => sum + part.matchedPence, 0n),
      }
    })
}
