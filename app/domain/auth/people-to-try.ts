import { organisationKinds, type OrganisationKind, type Role } from '../organisations/actor.ts'

export type PersonToTry = { slug: string; name: string; jobTitle: string; roles: Role[] }
export type OrganisationToTry = {
  name: string
  kind: OrganisationKind
  people: PersonToTry[]
}
export type PeopleToTry = {
  /** Enough to play every part, by kind of organisation. */
  shown: { kind: OrganisationKind; organisations: OrganisationToTry[] }[]
  /** Everybody else. */
  others: OrganisationToTry[]
}

const shownOf: Record<OrganisationKind, number> = {
  council: 3,
  supplier: 2,
  funder: 2,
  platform: 1,
}

/** Shows first where most people are, so that one council can go through a whole pledge. */
export function choosePeopleToTry(organisations: OrganisationToTry[]): PeopleToTry {
  const ranked = [...organisations].sort(
    (one, other) => other.people.length - one.people.length || (one.name < other.name ? -1 : 1),
  )
  const shown = organisationKinds
    .map((kind) => ({
      kind,
      organisations: ranked.filter((each) => each.kind === kind).slice(0, shownOf[kind]),
    }))
    .filter((group) => group.organisations.length > 0)
  const isShown = new Set(shown.flatMap((group) => group.organisations))
  return { shown, others: organisations.filter((each) => !isShown.has(each)) }
}
