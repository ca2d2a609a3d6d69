import { fund } from './purses.ts'
import type { Model } from './state.ts'
import type { World } from './world.ts'

export function startModel(world: World): Model {
  const model: Model = {
    world,
    day: 0,
    steps: 0,
    terms: world.pots.map((pot) => pot.terms),
    pledges: [],
    matches: [],
    fundings: [],
    funders: world.pots.map((pot) => [...pot.funders]),
    locks: world.councils.map(({ locks }) => new Set(locks)),
    outcomes: world.challenges.map(() => undefined),
    projects: world.challenges.map(() => undefined),
    ends: world.challenges.map(() => undefined),
    giveBacks: world.challenges.map(() => undefined),
    accounts: new Map(),
    order: 0,
    files: [],
  }
  for (const [pot, { puts }] of world.pots.entries())
    for (const put of puts) fund(model, { pot, ...put })
  return model
}
