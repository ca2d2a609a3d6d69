import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { dateOf, type Day } from '#app/core/time.ts'
import { policyNumbers } from '#prisma/data/policy-numbers.ts'
import { register } from '#prisma/data/register.ts'
import type { Actor, OrganisationKind, Role } from '#app/domain/organisations/actor.ts'
import { movesMoney } from '#app/domain/organisations/people.ts'
import { recordSameHuman } from '#app/domain/organisations/record-same-human.server.ts'

/** Numbers set by law or policy, and bank holidays, as every real database has them. */
export async function rules() {
  await db.policyNumber.createMany({
    data: policyNumbers.map(({ fromOn, ...number }) => ({ ...number, fromOn: dateOf(fromOn) })),
    skipDuplicates: true,
  })
  await db.bankHoliday.createMany({
    data: register.bankHolidays.map(({ date, ...day }) => ({ ...day, day: dateOf(date) })),
    skipDuplicates: true,
  })
}

/** The gates of a pledge ask these of every council. */
const gateKeys = /^(call-in|general-exception|key-decision|section-24)-/
let haveGateRules: Promise<unknown> | undefined
const gateRules = () =>
  (haveGateRules ??= db.policyNumber.createMany({
    data: policyNumbers
      .filter(({ key }) => gateKeys.test(key))
      .map(({ fromOn, ...number }) => ({ ...number, fromOn: dateOf(fromOn) })),
    skipDuplicates: true,
  }))

let made = 0
const next = () => ++made

type OrganisationWanted = { name?: string; slug?: string }

async function organisation(kind: OrganisationKind, { name, slug }: OrganisationWanted) {
  const place = next()
  return db.organisation.create({
    data: {
      id: newId(),
      kind,
      name: name ?? `${kind} ${place}`,
      slug: slug ?? `${kind}-${place}`,
      createdAt: clock.now(),
    },
  })
}

type CouncilWanted = OrganisationWanted & { nation?: string; region?: string; type?: string }

export async function council(wanted: CouncilWanted = {}) {
  const { nation = 'England', region = 'Yorkshire and The Humber', type = 'unitary' } = wanted
  await gateRules()
  const made = await organisation('council', wanted)
  const gss = `E06${String(next()).padStart(6, '0')}`
  await db.council.create({
    data: { id: made.id, gss, type, nation, region, isUpperTier: true },
  })
  return made
}

type AreaWanted = CouncilWanted & { members?: string[]; mayor?: string | null }

/** A combined authority with its members; with a mayor in post unless `mayor` is null. */
export async function combinedAuthority({ members = [], mayor, ...wanted }: AreaWanted = {}) {
  const made = await council({ ...wanted, type: 'combined-authority' })
  await db.combinedAuthority.create({
    data: { id: made.id, kind: 'mayoral', isMayoral: mayor !== null },
  })
  for (const councilId of members)
    await db.combinedAuthorityMember.create({
      data: { combinedAuthorityId: made.id, councilId, role: 'constituent' },
    })
  if (mayor !== null)
    await db.mayorTerm.create({
      data: {
        combinedAuthorityId: made.id,
        name: mayor ?? 'Ann Mayor',
        fromOn: dateOf('2020-05-01'),
        source: 'made for a test',
      },
    })
  return made
}

export async function supplier(wanted: OrganisationWanted & { companyNumber?: string } = {}) {
  const made = await organisation('supplier', wanted)
  const companyNumber = wanted.companyNumber ?? `T${String(next()).padStart(7, '0')}`
  await db.supplier.create({ data: { id: made.id, companyNumber } })
  return made
}

export async function funder(wanted: OrganisationWanted = {}) {
  const made = await organisation('funder', wanted)
  await db.funder.create({ data: { id: made.id } })
  return made
}

export const platform = (wanted: OrganisationWanted = {}) => organisation('platform', wanted)

type PersonWanted = { name?: string; email?: string; slug?: string }

/** Somebody who belongs to no organisation yet. */
export async function person({ name, email, slug }: PersonWanted = {}) {
  const place = next()
  return db.person.create({
    data: {
      id: newId(),
      slug: slug ?? `person-${place}`,
      name: name ?? `Person ${place}`,
      email: email ?? `person-${place}@example.gov.uk`,
      createdAt: clock.now(),
    },
  })
}

type MembershipWanted = {
  personId: string
  organisationId: string
  roles?: Role[]
  limitPence?: bigint
  limitFrom?: Day
  jobTitle?: string
}

export async function membership(wanted: MembershipWanted) {
  const { personId, organisationId, roles = [], limitPence, limitFrom = '2020-04-01' } = wanted
  if (roles.some(movesMoney)) await twoAdministrators(organisationId)
  return db.membership.create({
    data: {
      personId,
      organisationId,
      jobTitle: wanted.jobTitle ?? 'Officer',
      joinedAt: clock.now(),
      roles: { create: roles.map((role) => ({ role, grantedAt: clock.now() })) },
      delegatedLimits: {
        create:
          limitPence === undefined
            ? []
            : [{ limitPence, fromOn: dateOf(limitFrom), source: 'made for a test' }],
      },
    },
  })
}

/** Without two administrators nobody is given a role that moves money. */
export async function twoAdministrators(organisationId: string) {
  const having = await db.membership.count({
    where: { organisationId, endedAt: null, roles: { some: { role: 'administrator' } } },
  })
  for (let count = having; count < 2; count++) {
    const { id: personId } = await person({ name: `Keeper ${next()}` })
    await membership({ personId, organisationId, roles: ['administrator'] })
  }
}

type ActorWanted = PersonWanted & { organisation?: Org; limitPence?: bigint; roles?: Role[] }
type Org = { id: string; name: string; slug: string; kind: string }

const actorFor =
  (usualRoles: Role[], makeHome: () => Promise<Org>) =>
  async (wanted: ActorWanted = {}): Promise<Actor> => {
    const home = wanted.organisation ?? (await makeHome())
    const who = await person(wanted)
    const roles = wanted.roles ?? usualRoles
    const { limitPence } = wanted
    await membership({
      personId: who.id,
      organisationId: home.id,
      roles,
      ...(limitPence !== undefined && { limitPence }),
    })
    return {
      personId: who.id,
      personName: who.name,
      organisationId: home.id,
      organisationName: home.name,
      organisationSlug: home.slug,
      organisationKind: home.kind as OrganisationKind,
      roles,
    }
  }

/** Actors: a person with one membership of `organisation`, or of a new one. */
export const officer = actorFor(['officer'], () => council())
export const financeApprover = actorFor(['finance-approver'], () => council())
export const administrator = actorFor(['administrator'], () => council())
export const member = actorFor(['member'], () => supplier())
export const fundManager = actorFor(['fund-manager'], () => funder())
export const paymentApprover = actorFor(['payment-approver'], () => funder())
export const operator = actorFor(['operator'], () => platform())

/** On record, by an operator, that two accounts are one human's. */
export async function sameHuman(one: { personId: string }, other: { personId: string }) {
  const emailOf = async ({ personId }: { personId: string }) =>
    (await db.person.findUniqueOrThrow({ where: { id: personId } })).email
  const { id } = await recordSameHuman(await operator(), {
    firstEmail: await emailOf(one),
    secondEmail: await emailOf(other),
    reason: 'Found out for a test of two accounts',
  })
  return id
}

/** A number set by policy, in force for as long as tests look back. */
export const policy = (key: string, value: bigint) =>
  db.policyNumber.upsert({
    where: { key_fromOn: { key, fromOn: dateOf('2020-01-01') } },
    create: { key, value, fromOn: dateOf('2020-01-01'), unit: 'units', source: 'made for a test' },
    update: { value },
  })
