import type { OrganisationKind, Role } from '#app/domain/organisations/actor.ts'
import { describeDuties } from '#app/domain/organisations/role-words.ts'
import { Button } from './button.tsx'
import { Empty } from './notice.tsx'

type PersonToTry = {
  slug: string
  name: string
  jobTitle: string
  organisationName: string
  roles: Role[]
}
type Group = { kind: OrganisationKind; people: PersonToTry[] }

const headings: Record<OrganisationKind, string> = {
  council: 'Councils',
  supplier: 'Suppliers',
  funder: 'Funders',
  platform: 'Solve Once',
}

/** Everybody of the demonstration, with what each may do. One press signs in. */
export function PeopleToTry({ groups, next }: { groups: Group[]; next: string }) {
  if (groups.length === 0)
    return <Empty title="There is nobody to choose">The site has no people yet.</Empty>
  return (
    <form method="post" action="/sign-in/as-person" className="stack-5">
      <input type="hidden" name="next" value={next} />
      {groups.map(({ kind, people }) => (
        <section key={kind} aria-labelledby={`people-${kind}`} className="stack-2">
          <h3 id={`people-${kind}`}>{headings[kind]}</h3>
          <ul className="people-to-try">
            {people.map((person) => (
              <PersonRow key={`${person.slug} ${person.organisationName}`} person={person} />
            ))}
          </ul>
        </section>
      ))}
    </form>
  )
}

const PersonRow = ({ person }: { person: PersonToTry }) => (
  <li>
    <div>
      <p>
        <strong>{person.name}</strong>, {person.jobTitle}
        <br />
        {person.organisationName}
      </p>
      <p className="small muted">{describeDuties(person.roles)}.</p>
    </div>
    <Button look="second" isSmall name="person" value={person.slug}>
      Sign in<span className="visually-hidden"> as {person.name}</span>
    </Button>
  </li>
)
