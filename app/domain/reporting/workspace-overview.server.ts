import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { listOwnPitches } from '../evaluation/award-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listAreasOf } from '../organisations/queries.server.ts'
import { listFunding } from '../pledges/queries.server.ts'
import { listOwnPledges, noSums, readOwnSums } from '../pledges/own-pledge-queries.server.ts'
import { addOwnStandings } from '../pledges/standing-queries.server.ts'
import { canRunPot } from '../pots/pot.ts'
import { canProposePot } from '../pots/proposed-pot.ts'
import { listProposedPots } from '../pots/proposed-pot-queries.server.ts'
import { listAreas, listPots, type Pot } from '../pots/queries.server.ts'
import { listOwnProjects, listSharedNear } from './own-projects.server.ts'
import { listTasks } from './tasks.server.ts'
import { countForColleagues, listBookings } from './waiting.server.ts'

const FIRST = 6

/** Everything on the first page of somebody's workspace, all for the organisation they act for. */
export async function readOverview(actor: Actor) {
  const [tasks, forColleagues, own, projects, pitches, bookings, match, near, pots, proposedPots] =
    await Promise.all([
      listTasks(actor),
      countForColleagues(actor),
      listPledgesWithFunding(actor, { limit: FIRST }),
      listOwnProjects(actor, { limit: FIRST }),
      listOwnPitches(actor),
      listBookings(actor),
      actor.organisationKind === 'council' ? listMatchOpenTo(actor) : [],
      actor.organisationKind === 'council' ? listSharedNear(actor) : [],
      actor.organisationKind === 'funder' ? listPots() : [],
      actor.organisationKind === 'funder' ? listProposedPots(actor) : [],
    ])
  const ownPots = pots.filter(
    (pot) => pot.funderId === actor.organisationId || canRunPot(actor, pot),
  )
  const today = londonDay(clock.now())
  return {
    today,
    tasks,
    forColleagues,
    ...own,
    projects: projects.projects,
    pitches,
    bookings,
    match,
    near,
    pots: ownPots,
    proposedPots,
    mayProposePot: canProposePot(actor),
  }
}

const noPledges = { pledges: [], next: undefined, sums: noSums }
type Page = Parameters<typeof listOwnPledges>[1]

/** A page of the council's pledges, each with where its challenge stands and how it stands itself, and what all come to. */
export async function listPledgesWithFunding(actor: Actor, page?: Page) {
  if (actor.organisationKind !== 'council') return noPledges
  const [own, sums] = await Promise.all([listOwnPledges(actor, page), readOwnSums(actor)])
  const challengeIds = [...new Set(own.pledges.map(({ challengeId }) => challengeId))]
  const [pledges, funding] = await Promise.all([
    addOwnStandings(own.pledges),
    listFunding(challengeIds),
  ])
  const withFunding = pledges.map((pledge) => ({
    ...pledge,
    funding: funding.find(({ roundId }) => roundId === pledge.roundId),
  }))
  return { pledges: withFunding, next: own.next, sums }
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
