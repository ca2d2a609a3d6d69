import type { Tx } from '#app/core/db.server.ts'
import type { OrganisationKind, Role } from '../organisations/actor.ts'

/** A row of `sessions`, without its id. */
export type StoredSession = {
  actingForId: string | null
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
  absoluteExpiresAt: Date
  userAgent: string | null
  /** When the second factor was shown in it. */
  provedAt: Date | null
  /** Of the identity provider it came by. */
  issuer: string | null
  /** Of the session there that it came by, where the provider names it. */
  issuerSessionHash: string | null
}

export type StoredMembership = {
  organisationId: string
  organisationName: string
  organisationSlug: string
  organisationKind: OrganisationKind
  jobTitle: string
  roles: Role[]
  /** Of an organisation that is part of one of theirs now: the name of that one. */
  nowPartOf: string | null
}

/** The person of a session, with every organisation they may act for today. */
export type StoredUser = {
  personId: string
  name: string
  memberships: StoredMembership[]
  hasFactor: boolean
  otherAccounts: string[]
}

type Row = StoredSession & StoredUser

/** Roles that finish what was begun; whoever looks after people does so in the successor alone. */
const finishing: Role[] = [
  'officer',
  'finance-approver',
  'member',
  'fund-manager',
  'payment-approver',
]

/**
 * One query, since every request asks it. Roles are read each time: one taken away is gone at once. Who has a part in what
 * organisations did may act in the name of each that is part of theirs now, with the same role (decision 049).
 */
export async function findStoredSession(store: Tx, id: string) {
  const [row] = await store.$queryRaw<Row[]>`
    select session.acting_for_id as "actingForId", session.created_at as "createdAt",
      session.last_used_at as "lastUsedAt", session.expires_at as "expiresAt",
      session.absolute_expires_at as "absoluteExpiresAt", session.user_agent as "userAgent",
      session.proved_at as "provedAt", session.issuer,
      session.issuer_session_hash as "issuerSessionHash", person.id as "personId", person.name,
      has_second_factor(person.id) as "hasFactor",
      array(select account from accounts_of(person.id) as account where account <> person.id)
        as "otherAccounts",
      coalesce((
        select json_agg(json_build_object(
          'organisationId', organisation.id, 'organisationName', organisation.name,
          'organisationSlug', organisation.slug, 'organisationKind', organisation.kind,
          'jobTitle', membership.job_title, 'nowPartOf', heir.name, 'roles', array(
            select role from membership_roles where membership_id = membership.id
              and (heir.id is null or role = any(${finishing}::text[])) order by role)
          ) order by heir.name nulls first, organisation.name, organisation.id)
        from memberships membership
        cross join lateral (
          select membership.organisation_id as id, null::uuid as heir_id
          union all select id, answered_by_id from former_organisations
            where answered_by_id = membership.organisation_id and exists (select from membership_roles
              where membership_id = membership.id and role = any(${finishing}::text[]))) acted
        join organisations organisation on organisation.id = acted.id
        left join organisations heir on heir.id = acted.heir_id
        where membership.person_id = person.id and membership.ended_at is null
      ), '[]') as memberships
    from sessions session join people person on person.id = session.person_id
    where session.id = ${id}`
  if (!row) return undefined
  const { personId, name, memberships, hasFactor, otherAccounts, ...session } = row
  const user: StoredUser = { personId, name, memberships, hasFactor, otherAccounts }
  return { session, user }
}
