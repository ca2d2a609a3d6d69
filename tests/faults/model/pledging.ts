import { commit } from './matching.ts'
import { isLive, move, standing, sum, type Ended, type Model, type Pledge } from './state.ts'
import { OFFICER_LIMIT_PENCE } from './world.ts'

export const livePledges = (model: Model) =>
  model.pledges.filter(({ state }) => state === 'awaiting-approval' || state === 'committed')

export const hasLivePledge = (model: Model, council: number, challenge: number) =>
  livePledges(model).some((one) => one.council === council && one.challenge === challenge)

export type NewPledge = Pick<Pledge, 'council' | 'challenge' | 'pence'>

export function makePledge(model: Model, wanted: NewPledge) {
  const pledge: Pledge = {
    ...wanted,
    ...{ state: 'awaiting-approval', order: 0, terms: [], isReceived: false },
  }
  model.pledges.push(pledge)
  if (wanted.pence <= OFFICER_LIMIT_PENCE) commit(model, pledge)
}

/** Ends a pledge with exactly its own match; nobody else's changes. */
export function end(model: Model, pledge: Pledge, state: Ended) {
  const { council, challenge, pence } = pledge
  if (pledge.state === 'committed') {
    move(model, [`pledged ${council}/${challenge}`, `council ${council}`], pence)
    for (const match of model.matches) {
      if (model.pledges[match.pledge] !== pledge || !isLive(match)) continue
      match.state = 'released'
      const { pot } = match
      move(model, [`reserved pot ${pot}/${challenge}`, `available pot ${pot}`], match.pence)
    }
  }
  pledge.state = state
}

export function reached(model: Model, challenge: number) {
  const live = standing(model, challenge)
  const matched = model.matches.filter(
    (match) => isLive(match) && model.pledges[match.pledge]?.challenge === challenge,
  )
  return {
    councils: live.length,
    pledgedPence: sum(live.map((one) => one.pence)),
    matchedPence: sum(matched.map((one) => one.pence)),
  }
}

export function areTermsMet(model: Model, challenge: number) {
  const terms = model.world.challenges[challenge]
  const { councils, pledgedPence, matchedPence } = reached(model, challenge)
  return (
    terms !== undefined &&
    pledgedPence + matchedPence >= terms.targetPence &&
    councils >= terms.minimumCouncils
  )
}

/** All or nothing: every signed pledge is called and its match firm, or all of it goes back. */
export function close(model: Model, challenge: number) {
  if (model.outcomes[challenge]) return
  const isFunded = areTermsMet(model, challenge)
  const live = livePledges(model).filter((pledge) => pledge.challenge === challenge)
  for (const pledge of live)
    if (isFunded && pledge.state === 'committed') call(model, pledge)
    else end(model, pledge, 'lapsed')
  model.outcomes[challenge] = isFunded ? 'funded' : 'lapsed'
}

function call(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  pledge.state = 'called'
  move(model, [`pledged ${council}/${challenge}`, `called ${council}/${challenge}`], pence)
  for (const match of model.matches) {
    if (model.pledges[match.pledge] !== pledge || !isLive(match)) continue
    match.state = 'committed'
    const { pot } = match
    move(
      model,
      [`reserved pot ${pot}/${challenge}`, `committed pot ${pot}/${challenge}`],
      match.pence,
    )
  }
}

export function receive(model: Model, pledge: Pledge) {
  const { council, challenge, pence } = pledge
  pledge.isReceived = true
  move(model, [`called ${council}/${challenge}`, `received ${council}/${challenge}`], pence)
}
