import type {
  OrganisationToTry,
  PeopleToTry as Choice,
  PersonToTry,
} from '#app/domain/auth/people-to-try.ts'
import type { OrganisationKind } from '#app/domain/organisations/actor.ts'
import { describeDuties } from '#app/domain/organisations/role-words.ts'
import { Button, Buttons } from './button.tsx'
import { Empty } from './notice.tsx'

const headings: Record<OrganisationKind, string> = {
  council: 'Councils',
  supplier: 'Suppliers',
  funder: 'Funders',
  platform: 'The people who run the site',
}

type PeopleToTryProps = { people: Choice; next: string; error?: string | undefined }

/** People of the demonstration, with what each may do. One press signs in. */
export function PeopleToTry({ people: { shown, others }, next, error }: PeopleToTryProps) {
  if (shown.length === 0)
    return <Empty title="There is nobody to choose">The site has no people yet.</Empty>
  return (
    <div className="stack-5">
      <form method="post" action="/sign-in/as-person" className="stack-5">
        <input type="hidden" name="next" value={next} />
        {shown.map(({ kind, organisations }) => (
          <section key={kind} aria-labelledby={`people-${kind}`} className="stack">
            <h3 id={`people-${kind}`}>{headings[kind]}</h3>
            <div className="organisations-to-try">
              {organisations.map((organisation) => (
                <Organisation key={organisation.name} organisation={organisation} />
              ))}
            </div>
          </section>
        ))}
      </form>
      {others.length > 0 && <Others organisations={others} next={next} error={error} />}
    </div>
  )
}

const Organisation = ({ organisation: { name, people } }: { organisation: OrganisationToTry }) => (
  <div>
    <h4>{name}</h4>
    <ul className="people-to-try">
      {people.map((person) => (
        <Person key={person.slug} person={person} />
      ))}
    </ul>
  </div>
)

const Person = ({ person: { slug, name, jobTitle, roles } }: { person: PersonToTry }) => (
  <li>
    <div>
      <p>
        <strong>{name}</strong>
        <br />
        {jobTitle}
      </p>
      <p className="small muted">{describeDuties(roles)}.</p>
    </div>
    <Button look="second" isSmall name="person" value={slug}>
      Sign in<span className="visually-hidden"> as {name}</span>
    </Button>
  </li>
)

type OthersProps = { organisations: OrganisationToTry[]; next: string; error?: string | undefined }

const Others = ({ organisations, next, error }: OthersProps) => (
  <form method="post" action="/sign-in/as-person" className="form">
    <input type="hidden" name="next" value={next} />
    <div className={error ? 'field field--error' : 'field'}>
      <label className="label" htmlFor="person">
        Somebody else
      </label>
      {error && (
        <span className="error" id="person-error">
          <span className="visually-hidden">Error: </span>
          {error}
        </span>
      )}
      <select
        className="select w-mid"
        id="person"
        name="person"
        defaultValue=""
        aria-describedby={error ? 'person-error' : undefined}
        aria-invalid={error ? true : undefined}
      >
        <option value="">Choose a person</option>
        {organisations.map(({ name, people }) => (
          <optgroup key={name} label={name}>
            {people.map((person) => (
              <option key={person.slug} value={person.slug}>
                {person.name}, {person.jobTitle}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
    <Buttons>
      <Button look="second">Sign in as this person</Button>
    </Buttons>
  </form>
)
