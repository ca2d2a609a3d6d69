import type { OrganisationKind } from '#app/domain/organisations/actor.ts'
import { Subnav } from './page.tsx'

const overview = { href: '/workspace', name: 'Overview' }
const people = { href: '/workspace/people', name: 'People and limits' }
const projects = { href: '/workspace/projects', name: 'Projects' }

const tabs: Record<OrganisationKind, { href: string; name: string }[]> = {
  council: [
    overview,
    { href: '/workspace/pledges', name: 'Pledges' },
    { href: '/workspace/challenges', name: 'Challenges' },
    projects,
    people,
  ],
  supplier: [overview, { href: '/pitches', name: 'Pitches' }, projects, people],
  funder: [
    overview,
    { href: '/pots', name: 'Pots' },
    { href: '/payments', name: 'Payments' },
    projects,
    people,
  ],
  platform: [overview, people],
}

type WorkspaceNavProps = {
  who: { organisationName: string; organisationKind: OrganisationKind }
  path: string
}

/** The tabs above every page of a workspace. */
export function WorkspaceNav({ who, path }: WorkspaceNavProps) {
  const shown = tabs[who.organisationKind]
  return <Subnav who={who.organisationName} tabs={shown} path={path} />
}
