import { reached } from './pledging.ts'
import { held, isLive, isRoot, sum, type Model } from './state.ts'
import { COUNCILS } from './world.ts'

/** Everything that must agree to the penny, under plain names; what is nothing is left out. */
export type Picture = Record<string, string>

export function pictureOf(model: Model): Picture {
  const lines = [
    ...model.pledges.map(({ state, pence }, at) => [`pledge ${at}`, `${state} ${pence}`] as const),
    ...model.matches
      .filter(isLive)
      .map(({ pledge, pot, state, pence }) => [`match ${pledge}/${pot}`, `${state} ${pence}`]),
    ...model.world.pots.map((_, pot) => [`row of pot ${pot}`, rowOf(model, pot)]),
    ...capLines(model),
    ...model.outcomes.map((outcome, at) => [`round ${at}`, roundLine(model, at, outcome)]),
    ...[...model.accounts].flatMap(([name, pence]) =>
      pence === 0n ? [] : [[`account ${name}`, String(pence)]],
    ),
    ...paymentLines(model),
  ]
  return Object.fromEntries(lines)
}

/** Allocated, reserved, committed, paid: each added up another way than the accounts are. */
function rowOf(model: Model, pot: number) {
  const funded = model.fundings.filter((one) => one.pot === pot && !one.isReversed)
  const matched = (state: string) =>
    sum(
      model.matches.filter((one) => one.pot === pot && one.state === state).map((one) => one.pence),
    )
  const paid = sum(
    model.projects
      .flatMap((project) => project ?? [])
      .filter(({ state }) => state === 'settled')
      .flatMap(({ shares }) => shares.filter((share) => share.source === `pot ${pot}`))
      .map((share) => share.pence),
  )
  const back = sum(
    model.giveBacks
      .flatMap((giveBack) => giveBack?.shares ?? [])
      .filter(({ source }) => source === `pot ${pot}`)
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
            ...milestone.shares.map(({ source, pence }) => [
              `share of ${challenge}/${place} by ${source}`,
              String(pence),
            ]),
          ],
    ),
  )

/** Nothing appears from nowhere: all accounts together are nothing, and only sources are below it. */
export function faultOf(model: Model) {
  if (sum([...model.accounts.values()]) !== 0n) return 'the model itself is out of balance'
  const sources = ['funder', ...Array.from({ length: COUNCILS }, (_, at) => `council ${at}`)]
  const below = [...model.accounts.keys()].filter(
    (name) => held(model, name) < 0n && !sources.includes(name),
  )
  return below.length > 0 ? `${below.join(', ')} of the model is below nothing` : undefined
}
