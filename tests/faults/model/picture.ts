import { bearer } from './paying.ts'
import { reached } from './pledging.ts'
import { pursesOf, sourceOf, stakesOf } from './purses.ts'
import { usedYears } from './signing.ts'
import { held, isLive, isRoot, sum, type Model } from './state.ts'
import type { Purse } from './world.ts'

/** Everything that must agree to the penny, under plain names; what is nothing is left out. */
export type Picture = Record<string, string>

export function pictureOf(model: Model): Picture {
  const lines = [
    ...model.pledges.map(({ state, pence }, at) => [`pledge ${at}`, `${state} ${pence}`] as const),
    ...model.matches
      .filter(isLive)
      .map(({ pledge, pot, purse, state, pence }) => [
        `match ${pledge}/${pot}`,
        `${state} ${pence} ${purse}`,
      ]),
    ...model.world.pots.flatMap((_, pot) => purseLines(model, pot)),
    ...capLines(model),
    ...model.outcomes.map((outcome, at) => [`round ${at}`, roundLine(model, at, outcome)]),
    ...nonzero([...model.accounts].map(([name, pence]) => [`account ${name}`, pence])),
    ...nonzero([...usedYears(model)]),
    ...paymentLines(model),
  ]
  return Object.fromEntries(lines)
}

const nonzero = (lines: [string, bigint][]) =>
  lines.flatMap(([name, pence]) => (pence === 0n ? [] : [[name, String(pence)]]))

/** The rows of a pot: one for each purse, that for any from the beginning on, and what each funder has in it. */
const purseLines = (model: Model, pot: number) =>
  [...new Set<Purse>(['any', ...pursesOf(model, pot)])].flatMap((purse) => [
    [`row of ${sourceOf(pot, purse)}`, rowOf(model, pot, purse)],
    ...stakesOf(model, { pot, purse }).map(({ funder, putInPence, takenBackPence, bornePence }) => [
      `stake of funder ${funder} in ${sourceOf(pot, purse)}`,
      [putInPence, takenBackPence, bornePence].join(' '),
    ]),
  ])

/** Allocated, reserved, committed, paid: each added up another way than the accounts are. */
function rowOf(model: Model, pot: number, purse: Purse) {
  const isHere = (one: { pot: number; purse: Purse }) => one.pot === pot && one.purse === purse
  const source = sourceOf(pot, purse)
  const funded = model.fundings.filter(isHere)
  const matched = (state: string) =>
    sum(model.matches.filter((one) => isHere(one) && one.state === state).map((one) => one.pence))
  const paid = sum(
    model.projects
      .flatMap((project) => project ?? [])
      .filter(({ state }) => state === 'settled')
      .flatMap(({ shares }) => shares.filter((share) => share.source === source))
      .map((share) => share.pence),
  )
  const back = sum(
    model.giveBacks
      .flatMap((giveBack) => giveBack?.shares ?? [])
      .filter((share) => share.source === source)
      .map(({ pence }) => pence),
  )
  const allocated = sum(funded.map((one) => one.pence))
  return [allocated, matched('reserved'), matched('committed') - paid - back, paid].join(' ')
}

function capLines(model: Model) {
  const used = new Map<string, bigint>()
  for (const match of model.matches.filter(isLive)) {
    const pledge = model.pledges[match.pledge]
    const names = [`challenge ${pledge?.challenge}`, `council ${pledge?.council}`]
    if (match.isInArea) names.push(`area on ${pledge?.challenge}`)
    for (const name of names) {
      const key = `used of pot ${match.pot} by ${name}`
      used.set(key, (used.get(key) ?? 0n) + match.pence)
    }
  }
  return [...used].map(([key, pence]) => [key, String(pence)])
}

function roundLine(model: Model, challenge: number, outcome: string | undefined) {
  if (outcome === undefined) {
    const { councils, pledgedPence, matchedPence } = reached(model, challenge)
    return `open ${councils} ${pledgedPence} ${matchedPence}`
  }
  const called = model.pledges.filter(
    (one) => one.challenge === challenge && one.state === 'called',
  )
  const firm = model.matches.filter(
    (one) => isLive(one) && model.pledges[one.pledge]?.challenge === challenge,
  )
  const pledged = sum(called.map((one) => one.pence))
  return `${outcome} ${called.filter(isRoot).length} ${pledged} ${sum(firm.map((one) => one.pence))}`
}

const paymentLines = (model: Model) =>
  model.projects.flatMap((project, challenge) =>
    (project ?? []).flatMap((milestone, place) =>
      milestone.shares.length === 0
        ? []
        : [
            [`payment ${challenge}/${place}`, `${milestone.state} ${milestone.pence}`],
            ...milestone.shares.map((share) => [
              `share of ${challenge}/${place} by ${bearer(share)}`,
              String(share.pence),
            ]),
          ],
    ),
  )

/** Nothing appears from nowhere: all accounts together are nothing, and only sources are below it. */
export function faultOf(model: Model) {
  if (sum([...model.accounts.values()]) !== 0n) return 'the model itself is out of balance'
  const below = [...model.accounts.keys()].filter(
    (name) => held(model, name) < 0n && !/^(funder|council) \d$/.test(name),
  )
  return below.length > 0 ? `${below.join(', ')} of the model is below nothing` : undefined
}
