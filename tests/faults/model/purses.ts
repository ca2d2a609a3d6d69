import { shareOut } from './splitting.ts'
import { held, move, sum, type Funding, type Model, type Share, type Source } from './state.ts'
import type { FundingType, Purse } from './world.ts'

export const sourceOf = (pot: number, purse: Purse): Source =>
  purse === 'any' ? `pot ${pot}` : `pot ${pot} ${purse}`

type About = { pot: number; purse: Purse }

/** The purses that money was ever put into: once there, a purse stays. */
export const pursesOf = ({ fundings }: Model, pot: number): Purse[] => [
  ...new Set(fundings.filter((one) => one.pot === pot).map(({ purse }) => purse)),
]

/** From its own purse, else from the one for any, else from none; with no purse yet there is nothing to keep apart. */
export function purseFor(model: Model, pot: number, fundingType: FundingType): Purse | undefined {
  const there = pursesOf(model, pot)
  if (there.includes(fundingType)) return fundingType
  return there.length === 0 || there.includes('any') ? 'any' : undefined
}

/** Puts money in, to be matched from at once; refused for a funder that has not joined. */
export function fund(model: Model, funding: Funding) {
  const { pot, purse, funder, pence } = funding
  if (!model.funders[pot]?.includes(funder)) return false
  if (pence === 0n) return true
  model.fundings.push(funding)
  move(model, [`funder ${funder}`, `available ${sourceOf(pot, purse)}`], pence)
  return true
}

export type Stake = {
  funder: number
  putInPence: bigint
  takenBackPence: bigint
  bornePence: bigint
}

/** What each funder has in a purse, added up anew from all that was put in, taken back and paid. */
export function stakesOf(model: Model, { pot, purse }: About): Stake[] {
  const here = model.fundings.filter((one) => one.pot === pot && one.purse === purse)
  const paid = model.projects
    .flatMap((project) => project ?? [])
    .flatMap(({ shares }) => shares.filter(({ source }) => source === sourceOf(pot, purse)))
  const funders = [...new Set(here.map(({ funder }) => funder))].sort()
  return funders.map((funder) => {
    const own = here.filter((one) => one.funder === funder).map(({ pence }) => pence)
    const borne = paid.filter((share) => share.funder === funder).map(({ pence }) => pence)
    return {
      funder,
      putInPence: sum(own.filter((pence) => pence > 0n)),
      takenBackPence: -sum(own.filter((pence) => pence < 0n)),
      bornePence: sum(borne),
    }
  })
}

/** Its share, by what it put in, of all that could ever be taken back, less what it took. */
export function takeablePence(model: Model, { pot, purse }: About, funder: number) {
  const stakes = stakesOf(model, { pot, purse })
  const available = held(model, `available ${sourceOf(pot, purse)}`)
  const ever = available + sum(stakes.map(({ takenBackPence }) => takenBackPence))
  const shares = shareOut(
    ever,
    stakes.map(({ putInPence, bornePence }) => ({
      ...{ weight: putInPence, most: putInPence - bornePence },
    })),
  )
  const at = stakes.findIndex((stake) => stake.funder === funder)
  const more = (shares[at] ?? 0n) - (stakes[at]?.takenBackPence ?? 0n)
  return more < 0n ? 0n : more < available ? more : available
}

export function takeBack(model: Model, { pot, purse, funder, pence }: Funding) {
  if (!model.funders[pot]?.includes(funder)) return false
  if (pence > takeablePence(model, { pot, purse }, funder)) return false
  model.fundings.push({ pot, purse, funder, pence: -pence })
  move(model, [`available ${sourceOf(pot, purse)}`, `funder ${funder}`], pence)
  return true
}

/** What a purse pays is borne by what each has in, and by nobody above what they have left. */
export function bearers(model: Model, { pot, purse }: About, pence: bigint): Share[] {
  const stakes = stakesOf(model, { pot, purse })
  const shares = shareOut(
    pence,
    stakes.map(({ putInPence, takenBackPence, bornePence }) => {
      const weight = putInPence - takenBackPence
      return { weight, most: weight - bornePence }
    }),
  )
  return stakes.flatMap(({ funder }, at) => {
    const part = shares[at] ?? 0n
    return part > 0n ? [{ source: sourceOf(pot, purse), funder, pence: part }] : []
  })
}
