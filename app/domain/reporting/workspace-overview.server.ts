import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { listOwnPitches } from '../evaluation/award-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listAreasOf } from '../organisations/queries.server.ts'
import { listFunding } from '../pledges/queries.server.ts'
import { listOwnPledges } from '../pledges/pledge-queries.server.ts'
import { addStandings } from '../pledges/standing-queries.server.ts'
import { canRunPot } from '../pots/pot.ts'
import { canProposePot } from '../pots/proposed-pot.ts'
import { listProposedPots } from '../pots/proposed-pot-queries.server.ts'
import { listAreas, listPots, type Pot } from '../pots/queries.server.ts'
import { listOwnProjects, listSharedNear } from './own-projects.server.ts'
import { listTasks } from './tasks.server.ts'
import { countForColleagues, listBookings } from './waiting.server.ts'

/** Everything on the first page of somebody's workspace, all for the organisation they act for. */
export async function readOverview(actor: Actor) {
  const [
    tasks,
    forColleagues,
    pledges,
    projects,
    pitches,
    bookings,
    match,
    near,
    pots,
    proposedPots,
  ] = await Promise.all([
    listTasks(actor),
    countForColleagues(actor),
    listPledgesWithFunding(actor),
    listOwnProjects(actor),
    listOwnPitches(actor),
    listBookings(actor),
    actor.organisationKind === 'council' ? listMatchOpenTo(actor) : [],
    actor.organisationKind === 'council' ? listSharedNear(actor) : [],
    actor.organisationKind === 'funder' ? listPots() : [],
    actor.organisationKind === 'funder' ? listProposedPots(actor) : [],
  ])
  const own = pots.filter((pot) => pot.funderId === actor.organisationId || canRunPot(actor, pot))
  const today = londonDay(clock.now())
  return {
    today,
    tasks,
    forColleagues,
    pledges,
    projects,
    pitches,
    bookings,
    match,
    near,
    pots: own,
    proposedPots,
    mayProposePot: canProposePot(actor),
  }
}

/** The council's pledges, each with where its challenge stands, and how it stands itself. */
export async function listPledgesWithFunding(actor: Actor) {
  if (actor.organisationKind !== 'council') return []
  const own = await listOwnPledges(actor)
  const open = own.filter(({ state }) => state === 'committed')
  const pledges = await addStandings(
    open.map(({ roundId }) => roundId),
    own,
  )
  const funding = await listFunding([...new Set(pledges.map(({ challengeId }) => challengeId))])
  return pledges.map((pledge) => ({
    ...pledge,
    funding: funding.find(({ roundId }) => roundId === pledge.roundId),
  }))
}

/** What each pot would add to this council's pledges, and how its area stands. */
async function listMatchOpenTo(actor: Actor) {
  const [pots, areas] = await Promise.all([listPots(), listAreasOf(actor.organisationId)])
  const open = await Promise.all(pots.map((pot) => matchOf(pot, areas)))
  return open.flat()
}

async function matchOf({ id, slug, name, rule }: Pot, areas: { id: string; name: string }[]) {
  if (!rule) return []
  const offer = { slug, name, headline: rule.words.headline }
  if (!rule.terms.who.areaRegister) return [{ ...offer, standing: undefined }]
  const onRegister = await listAreas(id)
  const stands = areas.find(({ id: areaId }) =>
    onRegister.some((entry) => entry.areaId === areaId && entry.status === 'registered'),
  )
  const standing = stands
    ? `${stands.name} is on the register.`
    : `${areas[0]?.name ?? 'Your council’s area'} is not on the register, so this pot adds nothing yet.`
  return [{ ...offer, standing }]
}
