import { useContext } from 'react'
import { countOf } from '#app/core/number.ts'
import { formatMonth } from '#app/core/time.ts'
import { peopleHref } from '#app/domain/directory/directory-filters.ts'
import type { ListedPerson } from '#app/domain/directory/listing.ts'
import { ButtonLink } from './button.tsx'
import { Empty, Notice } from './notice.tsx'
import { FrameContext } from './page-frame.ts'
import { Section, Subnav } from './page.tsx'
import { Meta } from './result.tsx'
import { Tag } from './tag.tsx'

const tabs = [
  { href: '/directory', name: 'Search' },
  { href: '/directory/people', name: 'People' },
  { href: '/councils', name: 'Councils' },
  { href: '/suppliers', name: 'Suppliers' },
  { href: '/funders', name: 'Funders' },
]

/** The parts of the directory, above each of its pages. */
export function DirectoryNav() {
  const frame = useContext(FrameContext)
  return <Subnav who="Directory" tabs={tabs} path={frame?.path ?? ''} />
}

type PersonProps = {
  person: ListedPerson
  level?: 2 | 3
  /** As their own page shows it before they are listed. */
  isPreview?: boolean
}

/** One person of the directory, as everybody who is signed in sees them. */
export function PersonCard({ person, level = 2, isPreview }: PersonProps) {
  const { id, name, jobTitle, organisationName, organisationSlug, about, services } = person
  const Heading = `h${level}` as const
  return (
    <article className="result person">
      <div className="stack-2">
        <p className="tags">
          {services.map((service) => (
            <Tag key={service.id}>{service.name}</Tag>
          ))}
        </p>
        <Heading>{name}</Heading>
        <p>
          {jobTitle ? `${jobTitle}, ` : ''}
          <a href={`/organisations/${organisationSlug}`}>{organisationName}</a>
        </p>
        <p className="measure">{about}</p>
        <Meta items={[`Last confirmed in ${formatMonth(person.confirmedAt)}`]} />
      </div>
      <div>
        <Writing person={person} href={isPreview ? undefined : `/directory/people/${id}/message`} />
      </div>
    </article>
  )
}

function Writing({ person, href }: { person: ListedPerson; href: string | undefined }) {
  const { name, takesMessages, isOwn } = person
  if (!takesMessages) return <p className="small muted">Takes no messages here</p>
  if (href === undefined) return <p className="small muted">Takes messages</p>
  if (isOwn) return <a href="/your-listing">This is you: change it</a>
  return (
    <ButtonLink href={href} look="second" isSmall>
      Write<span className="visually-hidden"> to {name}</span>
    </ButtonLink>
  )
}

export const PeopleList = ({ people, level }: { people: ListedPerson[]; level?: 2 | 3 }) =>
  people.map((person) => <PersonCard key={person.id} person={person} {...(level && { level })} />)

type Counted = { id: number; name: string; listed: number }
type Heading = Counted & { services: Counted[] }

/** How many are listed for each service, each a way to them. */
export const ServiceCounts = ({ headings }: { headings: Heading[] }) => (
  <div className="service-counts">
    {headings.map((heading) => (
      <div key={heading.id} className="stack-2">
        <h3>
          <a href={peopleHref({ service: heading.id })}>{heading.name}</a>
        </h3>
        <ul className="plain">
          {heading.listed > 0 && <CountRow {...heading} name="All of it" />}
          {heading.services.map((service) => (
            <CountRow key={service.id} {...service} />
          ))}
        </ul>
      </div>
    ))}
  </div>
)

const CountRow = ({ id, name, listed }: Counted) => (
  <li>
    <a href={peopleHref({ service: id })}>{name}</a>{' '}
    <span className="muted num">
      {listed} <span className="visually-hidden">{listed === 1 ? 'person' : 'people'}</span>
    </span>
  </li>
)

/** For somebody signed out, in the place of people. */
export const SignInToSee = ({ next }: { next: string }) => (
  <Notice title="Sign in to see who they are.">
    <p>
      People in the directory are shown to others who are signed in for a council, a firm or a
      funder. <a href={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in</a>
    </p>
  </Notice>
)

/** The way to being listed, for whoever is signed in. */
export const JoinDirectory = () => (
  <p className="measure">
    Do you lead a service, or build for one? <a href="/your-listing">Your place in the directory</a>{' '}
    is yours alone to switch on and off.
  </p>
)

type LeadersProps = {
  /** Of the organisation whose page it is. */
  organisation: { slug: string; name: string }
  leaders: { people: ListedPerson[]; isMore: boolean } | undefined
  counts: { name: string; listed: number }[]
}

/** Who leads what in one organisation: the people for whoever is signed in, how many for everybody else. */
export function Leaders({ organisation: { slug, name }, leaders, counts }: LeadersProps) {
  const isEmpty = counts.length === 0
  return (
    <Section
      id="leaders"
      title="Who leads what here"
      aside={leaders?.isMore && <a href={peopleHref({ council: slug })}>All of them</a>}
    >
      {isEmpty && (
        <Empty title="Nobody here is in the directory yet">
          People of {name} put themselves there.
        </Empty>
      )}
      {!isEmpty && leaders && <PeopleList people={leaders.people} level={3} />}
      {!isEmpty && !leaders && (
        <div className="stack">
          <SignInToSee next={`/organisations/${slug}`} />
          <ul className="plain">
            {counts.map((each) => (
              <li key={each.name}>
                {each.name}: {countOf(each.listed, 'person', 'people')}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}
