import { sourceOf } from './purses.ts'
import { isLive, move, type Ended, type Model, type Pledge } from './state.ts'

/** Ends a pledge with exactly its own match; nobody else's changes. */
export function end(model: Model, pledge: Pledge, state: Ended) {
  const { council, challenge, pence } = pledge
  if (pledge.state === 'committed') {
    move(model, [`pledged ${council}/${challenge}`, `council ${council}`], pence)
    for (const match of model.matches) {
      if (model.pledges[match.pledge] !== pledge || !isLive(match)) continue
      match.state = 'released'
      const from = sourceOf(match.pot, match.purse)
      move(model, [`reserved ${from}/${challenge}`, `available ${from}`], match.pence)
    }
  }
  pledge.state = state
}
