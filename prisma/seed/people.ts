import { v7 as newId } from 'uuid'
import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { dateOf, DAY_MS, londonDay } from '#app/core/time.ts'
import { newAuthenticatorKey, sealKey } from '#app/domain/auth/one-time-code.server.ts'
import { isPowerful } from '#app/domain/auth/session.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { challenges } from './demonstration/challenges.ts'
import { coSignatures } from './demonstration/co-signatures.ts'
import { numberOfSupplier } from './demonstration/companies.ts'
import { funders, platform, suppliers } from './demonstration/organisations.ts'
import { namedPeople, standIns } from './demonstration/people.ts'
import type { DemonstrationPerson } from './demonstration/types.ts'

/**
 * Adds the demonstration's firms, funders and people, with their roles and delegated limits. Needs the
 * register. People whom somebody has changed since are left as they are.
 */
export async function loadPeople() {
  const people = everybody()
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('load the demonstration'))`
    await addOrganisations(tx)
    await addPeople(tx, people)
  })
  const organisations = new Set(
    people.flatMap(({ memberships }) => memberships.map((at) => at.organisation)),
  )
  return { people: people.length, organisations: organisations.size }
}

function everybody() {
  const councils = challenges.flatMap((challenge) => [
    challenge.leadCouncil,
    ...coSignatures(challenge).map(({ council }) => council),
  ])
  return [...namedPeople, ...standIns(councils)]
}

/** When each firm was looked up: one after the other over the months before. */
const verifiedBefore = (now: Date, place: number) =>
  new Date(now.getTime() - (90 + 23 * place) * DAY_MS)

async function addOrganisations(tx: Tx) {
  const now = clock.now()
  const rows = [
    { ...platform, about: 'Runs this site in the demonstration.', kind: 'platform' },
    ...funders.map(({ slug, name, about }) => ({ slug, name, about, kind: 'funder' })),
    ...suppliers.map(({ slug, name, about }, place) => ({
      ...{ slug, name, about, kind: 'supplier' },
      verifiedAt: verifiedBefore(now, place),
    })),
  ]
  await tx.organisation.createMany({
    data: rows.map((row) => ({ id: newId(), verifiedAt: now, createdAt: now, ...row })),
    skipDuplicates: true,
  })
  const idOf = await organisationIds(
    tx,
    rows.map(({ slug }) => slug),
  )
  await tx.funder.createMany({
    data: funders.map(({ slug, kind }) => ({ id: idOf(slug), kind })),
    skipDuplicates: true,
  })
  await tx.supplier.createMany({
    data: suppliers.map(({ slug, town, region, staff }, place) => ({
      id: idOf(slug),
      companyNumber: numberOfSupplier(place),
      town,
      region,
      staffCount: staff,
      isSmeDeclaredAt: verifiedBefore(now, place),
      firstVerifiedAt: verifiedBefore(now, place),
    })),
    skipDuplicates: true,
  })
}

async function addPeople(tx: Tx, people: DemonstrationPerson[]) {
  const now = clock.now()
  const stored = await tx.person.findMany({
    where: { slug: { in: people.map(({ slug }) => slug) } },
    select: { slug: true },
  })
  const known = new Set(stored.map(({ slug }) => slug))
  const added = people
    .filter(({ slug }) => !known.has(slug))
    .map((person) => ({ ...person, id: newId() }))
  await tx.person.createMany({
    data: added.map(({ id, slug, name, email }) => ({ id, slug, name, email, createdAt: now })),
  })
  const idOf = await organisationIds(
    tx,
    added.flatMap(({ memberships }) => memberships.map((at) => at.organisation)),
  )
  const memberships = added.flatMap((person) =>
    person.memberships.map((at) => ({ ...at, id: newId(), personId: person.id })),
  )
  await tx.membership.createMany({
    data: memberships.map(({ id, personId, organisation, jobTitle }) => ({
      id,
      personId,
      jobTitle,
      organisationId: idOf(organisation),
      joinedAt: now,
    })),
  })
  await tx.membershipRole.createMany({
    data: memberships.flatMap(({ id, roles }) =>
      roles.map((role) => ({ membershipId: id, role, grantedAt: now })),
    ),
  })
  await tx.authenticator.createMany({
    data: [...new Set(memberships.filter(hasPower).map(({ personId }) => personId))].map(
      (personId) => ({
        personId,
        sealedKey: sealKey(newAuthenticatorKey(), personId),
        confirmedAt: clock.real(),
        lastStep: 0,
      }),
    ),
  })
  await tx.delegatedLimit.createMany({
    data: memberships.flatMap(({ id, limit }) =>
      limit === undefined
        ? []
        : [
            {
              membershipId: id,
              limitPence: limit,
              // Pledges of the demonstration were signed up to 14 months ago.
              fromOn: dateOf(`${Number(londonDay(now).slice(0, 4)) - 2}-04-01`),
              source: 'Scheme of delegation, made up for the demonstration',
            },
          ],
    ),
  })
}

/** Whoever holds such a role has an authenticator; the page that asks for its code says which in a demonstration. */
const hasPower = ({ roles }: { roles: Role[] }) => roles.some(isPowerful)

async function organisationIds(tx: Tx, slugs: string[]) {
  const stored = await tx.organisation.findMany({
    where: { slug: { in: slugs } },
    select: { id: true, slug: true },
  })
  const ids = new Map(stored.map(({ id, slug }) => [slug, id]))
  return (slug: string) => {
    const id = ids.get(slug)
    if (!id) throw new Error(`No organisation ${slug}: load the register first`)
    return id
  }
}
