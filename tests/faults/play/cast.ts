import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { dateOf } from '#app/core/time.ts'
import type { Actor, OrganisationKind, Role } from '#app/domain/organisations/actor.ts'
import { policyNumbers } from '#prisma/data/policy-numbers.ts'
import { build } from '#tests/factories/index.ts'
import {
  CHIEF_LIMIT_PENCE,
  CONSENT_ABOVE_PENCE,
  councilName,
  FUNDERS,
  isInArea,
  KEY_DECISION_ABOVE_PENCE,
  SECOND_APPROVAL_ABOVE_PENCE,
  takesKeyDecisions,
  type Limit,
  type World,
} from '../model/world.ts'

export const signers = ['officer', 'approver', 'chief'] as const
export type Council = Record<(typeof signers)[number] | 'keeper', Member>

/** Somebody with one membership. */
export type Member = Actor & { membershipId: string }

/** Who plays one history: councils of its own, so that nothing hangs on the histories before it. */
export type Cast = Ground & { councils: Council[]; areaId: string }

/** Two people of each funder: the same ones in every history, since all of them are told of a claim no pot pays. */
type Ground = { funders: { first: Member; second: Member }[] }

let ground: Ground = { funders: [] }

const policy = new Map<string, bigint>([
  ['collection-due-days', 30n],
  ['payment-second-approval-above-pence', SECOND_APPROVAL_ABOVE_PENCE],
  ['section-24-consent-above-pence:capital', CONSENT_ABOVE_PENCE.capital],
  ['section-24-consent-above-pence:other', CONSENT_ABOVE_PENCE.other],
])

/** What a database holds before its first history: numbers set by policy, holidays, the portal's own account, funders. */
export async function layGround() {
  await db.policyNumber.createMany({
    data: policyNumbers.map(({ fromOn, ...number }) => ({
      ...{ ...number, fromOn: dateOf(fromOn), value: policy.get(number.key) ?? number.value },
    })),
  })
  await build.portalAccount()
  const about = { division: 'england-and-wales', title: 'Easter', notes: '' }
  const days = ['2027-03-26', '2027-03-29'].map((day) => ({ ...about, day: dateOf(day) }))
  await db.bankHoliday.createMany({ data: days })
  const all: Made = { organisations: [], people: [], limits: [] }
  const funders = Array.from({ length: FUNDERS }, (_, place) => {
    const home = homeOf(all, 'funder', `Funder ${place}`)
    keepersOf(all, home)
    return {
      first: memberOf(all, home, ['fund-manager']),
      second: memberOf(all, home, ['fund-manager']),
    }
  })
  await keep(all)
  ground = { funders }
}

type Limited = Limit & { membershipId: string }
type Made = { organisations: Home[]; people: { actor: Member; job: string }[]; limits: Limited[] }
type Home = { id: string; kind: OrganisationKind; name: string; slug: string }

let made = 0

/** All of them by one statement for each table: thousands of histories need a cast each. */
export async function makeCast(world: World): Promise<Cast> {
  const all: Made = { organisations: [], people: [], limits: [] }
  const councils = world.councils.map((limits, place) => {
    const home = homeOf(all, 'council', councilName(place))
    const council: Council = {
      officer: memberOf(all, home, ['officer']),
      approver: memberOf(all, home, ['finance-approver']),
      chief: memberOf(all, home, ['finance-approver']),
      keeper: keepersOf(all, home),
    }
    const limitsOf = { ...limits, chief: [{ pence: CHIEF_LIMIT_PENCE }] }
    for (const who of signers)
      for (const limit of limitsOf[who])
        all.limits.push({ ...limit, membershipId: council[who].membershipId })
    return council
  })
  await keep(all)
  await keepSchemes(councils, world)
  const members = councils
    .filter((_, place) => isInArea(place))
    .map(({ officer }) => officer.organisationId)
  const { id: areaId } = await build.combinedAuthority({ members })
  return { ...ground, councils, areaId }
}

function homeOf({ organisations }: Made, kind: OrganisationKind, name: string) {
  const home = { id: newId(), kind, name, slug: `cast-${++made}` }
  organisations.push(home)
  return home
}

/** Where money is signed for there are two; the first of them plays. */
function keepersOf(all: Made, home: Home) {
  const [keeper] = [
    memberOf(all, home, ['administrator']),
    memberOf(all, home, ['administrator']),
  ] as const
  return keeper
}

function memberOf({ people }: Made, { id, name, slug, kind }: Home, roles: Role[]): Member {
  const actor: Member = {
    ...{ personId: newId(), personName: `Player ${++made}`, membershipId: newId(), roles },
    ...{ organisationId: id, organisationName: name, organisationSlug: slug },
    organisationKind: kind,
  }
  people.push({ actor, job: roles.join() })
  return actor
}

async function keep({ organisations, people, limits }: Made) {
  const at = clock.now()
  await db.organisation.createMany({
    data: organisations.map((one) => ({ ...one, createdAt: at })),
  })
  const ofKind = (wanted: string) => organisations.filter(({ kind }) => kind === wanted)
  const about = { type: 'unitary', nation: 'England', region: 'Yorkshire and The Humber' }
  await db.council.createMany({
    data: ofKind('council').map(({ id }) => ({
      ...{ ...about, id, isUpperTier: true, gss: `E07${String(++made).padStart(6, '0')}` },
    })),
  })
  await db.funder.createMany({ data: ofKind('funder').map(({ id }) => ({ id })) })
  await db.person.createMany({
    data: people.map(({ actor: { personId: id, personName: name } }) => ({
      ...{ id, name, slug: id, email: `${id}@example.gov.uk`, createdAt: at },
    })),
  })
  await db.membership.createMany({
    data: people.map(({ actor: { membershipId, personId, organisationId }, job }) => ({
      ...{ id: membershipId, personId, organisationId, jobTitle: job, joinedAt: at },
    })),
  })
  await db.membershipRole.createMany({
    data: people.flatMap(({ actor: { membershipId, roles } }) =>
      roles.map((role) => ({ membershipId, role, grantedAt: at })),
    ),
  })
  await db.delegatedLimit.createMany({
    data: limits.map(({ membershipId, for: spend, pence: limitPence, yearPence }) => ({
      ...{ membershipId, spend: spend ?? null, limitPence, yearLimitPence: yearPence ?? null },
      ...{ fromOn: dateOf('2020-04-01'), source: 'Made for a test' },
    })),
  })
}

/** Who is responsible for each council's money, what is a key decision of it, and which locks are on it. */
async function keepSchemes(councils: Council[], world: World) {
  const setOf = ({ keeper }: Council) => ({
    ...{ councilId: keeper.organisationId, setById: keeper.personId, setAt: clock.now() },
    ...{ fromOn: dateOf('2020-01-01'), source: 'Made for a test' },
  })
  await db.chiefFinanceOfficer.createMany({
    data: councils.map((one) => ({ ...setOf(one), membershipId: one.chief.membershipId })),
  })
  await db.keyDecisionThreshold.createMany({
    data: councils
      .filter((_, place) => takesKeyDecisions(place))
      .map((one) => ({ ...setOf(one), abovePence: KEY_DECISION_ABOVE_PENCE })),
  })
  await db.spendingLock.createMany({
    data: councils.flatMap((one, place) =>
      (world.councils[place]?.locks ?? []).map((kind) => ({
        ...{ ...setOf(one), kind, sourceUrl: 'https://www.council.example/notice' },
        successor: kind === 'section-24' ? 'The new council' : null,
      })),
    ),
  })
}
