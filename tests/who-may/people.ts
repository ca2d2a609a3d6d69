import type pg from 'pg'
import { isOf, type Access, type Kind } from '../../app/web/access.ts'
import type { Actor, OrganisationKind, Role } from '../../app/domain/organisations/actor.ts'

/** Somebody of the demonstration, or nobody signed in. */
export type Asker = { slug: string; kind: string; isInsider: boolean; actor: Actor | undefined }

const visitor: Asker = { slug: '', kind: 'visitor', isInsider: false, actor: undefined }

/** With the visitor, the nine kinds of person, each with organisations that have somebody of it. */
const kinds: { role: Role; of: OrganisationKind; elsewhere: string[] }[] = [
  { role: 'officer', of: 'council', elsewhere: ['wiltshire', 'gwynedd'] },
  { role: 'finance-approver', of: 'council', elsewhere: ['wiltshire', 'gwynedd'] },
  { role: 'administrator', of: 'council', elsewhere: ['sheffield', 'leeds'] },
  { role: 'member', of: 'supplier', elsewhere: ['ropewalk-records', 'nestbox-data'] },
  { role: 'administrator', of: 'supplier', elsewhere: ['ropewalk-records', 'nestbox-data'] },
  {
    role: 'fund-manager',
    of: 'funder',
    elsewhere: ['shared-solutions-trust', 'office-for-digital-devolution'],
  },
  {
    role: 'payment-approver',
    of: 'funder',
    elsewhere: ['shared-solutions-trust', 'office-for-digital-devolution'],
  },
  { role: 'operator', of: 'platform', elsewhere: ['solve-once'] },
]

type Row = { slug: string; organisation: string; kind: OrganisationKind; roles: Role[] }

/** Everybody by organisation, whoever holds the fewest roles first: they tell roles apart best. */
export async function readPeople(client: pg.Client) {
  const { rows } = await client.query<Row>(`
    select p.slug, o.slug as organisation, o.kind, array_agg(r.role) as roles
    from memberships m join people p on p.id = m.person_id
    join organisations o on o.id = m.organisation_id join membership_roles r on r.membership_id = m.id
    where m.ended_at is null group by 1, 2, 3 order by count(*), 1`)
  return rows
}

/** One of each kind from an organisation whose thing it is, where it has one, and one from elsewhere. */
export function askersOf(people: Row[], owners: string[]): Asker[] {
  const find = (role: Role, of: OrganisationKind, places: string[]) =>
    places
      .map((place) =>
        people.find(
          (one) => one.organisation === place && one.kind === of && one.roles.includes(role),
        ),
      )
      .find((one) => one !== undefined)
  const askers = kinds.flatMap(({ role, of, elsewhere }) => {
    const inside = find(role, of, owners)
    const outside = find(
      role,
      of,
      elsewhere.filter((place) => !owners.includes(place)),
    )
    return [
      ...(inside ? [askerOf(inside, `${of} ${role}`, true)] : []),
      ...(outside ? [askerOf(outside, `${of} ${role}`, false)] : []),
    ]
  })
  return [visitor, ...askers]
}

const askerOf = (
  { slug, roles, kind: organisationKind }: Row,
  kind: string,
  isInsider: boolean,
) => ({
  slug,
  kind: `${kind}${isInsider ? ' of its own' : ''}`,
  isInsider,
  actor: { organisationKind, roles } as Actor,
})

export type Answer = 'in' | 'sign in' | 403 | 404

/** Whether the table names this kind of person, if only to be told why not; anybody else never gets to the page. */
export const isNamed = (access: Access, { actor }: Asker) =>
  typeof access === 'string' ||
  [...access.who, ...access.told].some((kind) => actor && isOf(actor, kind))

/** What the table of access says that somebody is answered. */
export function expected(access: Access, { actor, isInsider }: Asker): Answer {
  if (access === 'anyone') return 'in'
  if (!actor) return 'sign in'
  if (access === 'signed in') return 'in'
  const is = (list: readonly Kind[]) => list.some((kind) => isOf(actor, kind))
  const { who, told, others, outsiders } = access
  if (!is([...who, ...told])) return others
  if (!isInsider && outsiders) return outsiders
  return is(who) ? 'in' : 403
}
