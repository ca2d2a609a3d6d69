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
}

/** The person of a session, with every organisation they may act for today. */
export type StoredUser = {
  personId: string
  name: string
  memberships: StoredMembership[]
  hasFactor: boolean
}

type Row = StoredSession & StoredUser

/** One query, since every request asks it. Roles are read each time: one taken away is gone at once. */
export async function findStoredSession(store: Tx, id: string) {
  const [row] = await store.$queryRaw<Row[]>`
    select session.acting_for_id as "actingForId", session.created_at as "createdAt",
      session.last_used_at as "lastUsedAt", session.expires_at as "expiresAt",
      session.absolute_expires_at as "absoluteExpiresAt", session.user_agent as "userAgent",
      session.proved_at as "provedAt", session.issuer,
      session.issuer_session_hash as "issuerSessionHash", person.id as "personId", person.name,
      has_second_factor(person.id) as "hasFactor",
      coalesce((
        select json_agg(json_build_object(
          'organisationId', organisation.id, 'organisationName', organisation.name,
          'organisationSlug', organisation.slug, 'organisationKind', organisation.kind,
          'jobTitle', membership.job_title,
          'roles', array(
            select role from membership_roles where membership_id = membership.id order by role)
          ) order by organisation.name, organisation.id)
        from memberships membership
        join organisations organisation on organisation.id = membership.organisation_id
        where membership.person_id = person.id and membership.ended_at is null
      ), '[]') as memberships
    from sessions session join people person on person.id = session.person_id
    where session.id = ${id}`
  if (!row) return undefined
  const { personId, name, memberships, hasFactor, ...session } = row
  return { session, user: { personId, name, memberships, hasFactor } satisfies StoredUser }
}
