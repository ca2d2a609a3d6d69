import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { startModel } from '../model/starting.ts'
import type { Model } from '../model/state.ts'
import type { World } from '../model/world.ts'
import { makeCast, signers, type Cast } from './cast.ts'
import type { Real } from './moves.ts'
import { drainFiles } from './pay-moves.ts'
import { setStage } from './stage.ts'
import { waitASecond } from './steps.ts'

/** A history of its own, on the first of its days: nothing of another one is in it. */
export async function open(world: World): Promise<{ model: Model; real: Real }> {
  clock.set('2027-03-08T09:00:00Z')
  const cast = await makeCast(world)
  await drainFiles(cast)
  waitASecond()
  const stage = await setStage(cast, world)
  waitASecond()
  const ids = new Map<string, string>()
  const names = namesOf(cast)
  stage.rounds.forEach(({ challengeId }, at) => names.set(challengeId, `challenge ${at}`))
  stage.pots.forEach(({ id }, at) => names.set(id, `pot ${at}`))
  const idOf = (name: string) => {
    const id = ids.get(name) ?? newId()
    ids.set(name, id)
    if (/^(unsent )?pledge/.test(name)) names.set(id, name)
    return id
  }
  return { model: startModel(world), real: { stage, names, idOf, calls: [], told: [] } }
}

function namesOf({ councils, funders }: Cast) {
  const names = new Map<string, string>()
  for (const [at, council] of councils.entries()) {
    names.set(council.officer.organisationId, `council ${at}`)
    for (const who of signers) names.set(council[who].membershipId, `${who} of council ${at}`)
  }
  funders.forEach(({ first }, at) => names.set(first.organisationId, `funder ${at}`))
  return names
}
